import type { Lookup } from "../../model.ts";
import type { Properties } from "../../properties.ts";

/** The one customer account of the sandbox. */
export const account = { nichandle: "sb00000-ovh", plate: "eu" } as const;

/** URN of something that belongs to the account: `identityUrn("user", "jane")`. */
export const identityUrn = (kind: "user" | "group" | "credential", name: string): string =>
  `urn:v1:${account.plate}:identity:${kind}:${account.nichandle}/${name}`;

/** Whoever owns the account. All of it is made up. */
const owner: Properties = {
  AccountURN: `urn:v1:${account.plate}:identity:account:${account.nichandle}`,
  address: "1 Sandbox Street",
  area: "",
  birthCity: "",
  birthDay: "",
  city: "Roubaix",
  companyNationalIdentificationNumber: "",
  corporationType: "",
  country: "FR",
  currencies: [{ code: "EUR", symbol: "€" }],
  customerCode: "0000-0000-00",
  email: "owner@sandbox.example",
  fax: "",
  firstname: "Sandbox",
  id: account.nichandle,
  italianSdi: "",
  language: "en_GB",
  legalform: "individual",
  name: "Owner",
  nationalIdentificationNumber: "",
  nichandle: account.nichandle,
  organisation: "",
  ovhCompany: "ovh",
  ovhSubsidiary: "FR",
  phone: "+33.100000000",
  phoneCountry: "FR",
  sex: "",
  spareEmail: "",
  state: "complete",
  vat: "",
  zip: "59100",
};

/** The account that the provider logs in to. */
export const getMe: Lookup = { token: "ovh:Me/getMe:getMe", call: () => ({ ...owner }) };
