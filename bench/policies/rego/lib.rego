# What the rules share. The input is a Pulumi state, as `pulumi stack export` writes it.
package main

by_type[type] contains resource if {
	some resource in input.deployment.resources
	type := resource.type
}

all := input.deployment.resources

finding(rule, resource, problem) := {
	"msg": sprintf("%s: %s", [rule, problem]),
	"rule": rule,
	"urn": resource.urn,
}

db := "ovh:CloudProject/database:Database"

sgr := "openstack:networking/secGroupRule:SecGroupRule"

os_port := "openstack:networking/port:Port"

s3_policy := "ovh:CloudProject/s3Policy:S3Policy"

bucket := "ovh:CloudProject/storage:Storage"

swift := "openstack:objectstorage/container:Container"

servers := by_type["openstack:compute/instance:Instance"] | by_type["ovh:CloudProject/instance:Instance"]

private_blocks := [
	"10.0.0.0/8",
	"172.16.0.0/12",
	"192.168.0.0/16",
	"100.64.0.0/10",
	"127.0.0.0/8",
	"169.254.0.0/16",
	"::1/128",
	"fc00::/7",
	"fe80::/10",
]

# A block with its prefix, when the text has none.
block(text) := text if contains(text, "/")

block(text) := sprintf("%s/32", [text]) if {
	not contains(text, "/")
	not contains(text, ":")
}

block(text) := sprintf("%s/128", [text]) if {
	not contains(text, "/")
	contains(text, ":")
}

# OPA compares a block by its first and last address, host bits or not, and refuses to compare families.
private(text) if {
	some known in private_blocks
	contains(known, ":") == contains(text, ":")
	net.cidr_contains(known, block(text))
}

public(text) if not private(text)

readable(text) if net.cidr_is_valid(block(text))

prefix(text) := to_number(split(block(text), "/")[1])

wide(text) if {
	public(text)
	not contains(text, ":")
	prefix(text) < 24
}

wide(text) if {
	public(text)
	contains(text, ":")
	prefix(text) < 48
}

secret_shapes := [
	`-----BEGIN [A-Z ]*PRIVATE KEY-----`,
	`\bAKIA[0-9A-Z]{16}\b`,
	`\bgh[pousr]_[A-Za-z0-9]{36}\b`,
	`(?i)(password|passwd|secret|token|api_?key|access_key)\w*["']?\s*[=:]\s*["']?[^\s"'$!<{/(]{8,}`,
	`[a-z+]+://[^\s:/@]+:[^\s:/@$<{]{4,}@`,
]

decoded(text) := base64.decode(text) if {
	regex.match(`^[A-Za-z0-9+/\s]{16,}={0,2}$`, text)
	base64.is_valid(text)
}

secret_in(text) if {
	some shape in secret_shapes
	regex.match(shape, text)
}

secret_in(text) if {
	plain := decoded(text)
	some shape in secret_shapes
	regex.match(shape, plain)
}
