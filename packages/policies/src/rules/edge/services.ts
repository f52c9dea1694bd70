/**
 * Hosts that answer for their customers' names themselves, most of them for mail, and cannot be proxied: they are no
 * customer's origin. From the set-up guides of Microsoft 365, Google Workspace, SendGrid, Mailgun, Postmark and of OVHcloud's mail.
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
];
