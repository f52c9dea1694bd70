package main

records := by_type["cloudflare:index/dnsRecord:DnsRecord"]

setting(id) := {r | some r in by_type["cloudflare:index/zoneSetting:ZoneSetting"]; r.inputs.settingId == id}

deny contains finding("CF001", r, "the origin's address is shown") if {
	some r in records
	r.inputs.type in {"A", "AAAA", "CNAME"}
	object.get(r.inputs, "proxied", false) != true
}

deny contains finding("CF002", r, "no strict TLS to the origin") if {
	some r in setting("ssl")
	r.inputs.value != "strict"
}

deny contains finding("CF003", r, "TLS below 1.2") if {
	some r in setting("min_tls_version")
	not r.inputs.value in {"1.2", "1.3"}
}

deny contains finding("CF003", r, "cleartext stays possible") if {
	some id in ["always_use_https", "automatic_https_rewrites"]
	some r in setting(id)
	r.inputs.value != "on"
}

deny contains finding("CF004", r, "a zone without DNSSEC") if {
	some r in by_type["cloudflare:index/zone:Zone"]
	signed := {entry.inputs.zoneId | some entry in by_type["cloudflare:index/zoneDnssec:ZoneDnssec"]}
	not r.id in signed
}

deny contains finding("CF005", r, "a public development domain") if {
	some r in by_type["cloudflare:index/r2ManagedDomain:R2ManagedDomain"]
	r.inputs.enabled == true
}

deny contains finding("CF005", r, "every origin may ask") if {
	some r in by_type["cloudflare:index/r2BucketCors:R2BucketCors"]
	some rule in r.inputs.rules
	"*" in rule.allowed.origins
}

deny contains finding("CF006", r, "a private address in public names") if {
	some r in records
	r.inputs.type in {"A", "AAAA"}
	private(r.inputs.content)
}
