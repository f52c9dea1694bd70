package main

deny contains finding("SEC001", r, "a secret in user data") if {
	some r in servers
	secret_in(r.inputs.userData)
}

deny contains finding("SEC002", r, "a password of the administrator") if {
	some r in servers
	r.inputs.adminPass
}

deny contains finding("SEC003", r, "a secret in what everybody reads") if {
	some r in all
	some place in ["metadata", "tags", "description", "name", "advancedConfiguration"]
	walk(r.inputs[place], [path, text])
	is_string(text)
	secret_in(concat("=", array.concat([sprintf("%v", [step]) | some step in path], [text])))
}

deny contains finding("SEC004", r, "a credential of a provider in clear") if {
	some r in all
	startswith(r.type, "pulumi:providers:")
	some name, value in r.inputs
	regex.match(`(?i)(password|secret|token|key)`, name)
	is_string(value)
}

deny contains finding("SEC005", r, "a secret among the outputs in clear") if {
	some r in by_type["pulumi:pulumi:Stack"]
	some value in r.outputs
	is_string(value)
	secret_in(value)
}

deny contains finding("SEC006", r, "every action on everything") if {
	some r in by_type["ovh:Iam/policy:Policy"]
	"*" in r.inputs.allows
}

deny contains finding("SEC006", r, "a person's right without an end") if {
	some r in by_type["ovh:Iam/policy:Policy"]
	some identity in r.inputs.identities
	contains(identity, ":identity:user:")
	not r.inputs.expiredAt
}
