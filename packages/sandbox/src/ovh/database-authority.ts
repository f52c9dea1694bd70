/**
 * Certificate of an authority that signs nothing: its key was thrown away. Given where no real PostgreSQL stands behind
 * a service, so that programs which read the authority's certificate find one.
 */
export const simulatedAuthority = `-----BEGIN CERTIFICATE-----
MIICBjCCAa2gAwIBAgIUOCt8ek68ZexSpp+PnWhXJeLJTsowCgYIKoZIzj0EAwIw
UDE4MDYGA1UEAwwvU0lNVUxBVEVEIGRhdGFiYXNlIGF1dGhvcml0eSB0aGF0IHNp
Z25zIG5vdGhpbmcxFDASBgNVBAoMC292aC1zYW5kYm94MCAXDTI2MTEyMTA5NDgy
MloYDzIxMjYxMDI4MDk0ODIyWjBQMTgwNgYDVQQDDC9TSU1VTEFURUQgZGF0YWJh
c2UgYXV0aG9yaXR5IHRoYXQgc2lnbnMgbm90aGluZzEUMBIGA1UECgwLb3ZoLXNh
bmRib3gwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQvTKz24ALSOgfwS2evDArz
fjGHyn8T7QWx3NZBRQ+VfQORs1SJGHrA9JBywdq1zj1yIH86/RN52qkHLlviKD+3
o2MwYTAdBgNVHQ4EFgQUnwZGDb/HSq9jN8DXL135nYOq/DQwHwYDVR0jBBgwFoAU
nwZGDb/HSq9jN8DXL135nYOq/DQwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8E
BAMCAgQwCgYIKoZIzj0EAwIDRwAwRAIgbizoxDj2NKv/zhF1tJBYm7i6DtYbqCBS
5VE/UWIbNb0CIA7+cw1jZ5JmhbA+OobKahRVPH/QNsbcT2UsbQLPQiOj
-----END CERTIFICATE-----
`;
