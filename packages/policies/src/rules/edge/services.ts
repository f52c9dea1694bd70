/**
 * Hosts that answer for their customers' names themselves, most of them for mail, and cannot be proxied: they are no
 * customer's origin. The last two are Cloudflare's own. Those of Outlook, `microsoftonline-p.net`, `ssl0.ovh.net` and
 * `mailconfig.ovh.net` were read in published guides; the others are well known, and were not looked up.
 */
export const services: readonly string[] = [
  "autodiscover.outlook.com",
  "clientconfig.microsoftonline-p.net",
  "enterpriseenrollment.manage.microsoft.com",
  "enterpriseenrollment-s.manage.microsoft.com",
  "enterpriseregistration.windows.net",
  "sipdir.online.lync.com",
  "webdir.online.lync.com",
  "ghs.google.com",
  "ghs.googlehosted.com",
  "sendgrid.net",
  "*.sendgrid.net",
  "mailgun.org",
  "eu.mailgun.org",
  "pm.mtasv.net",
  "mailconfig.ovh.net",
  "ssl0.ovh.net",
  "*.mail.ovh.net",
  "*.pages.dev",
  "*.cdn.cloudflare.net",
];
