package main

policies := by_type[s3_policy]

documents[r.urn] := json.unmarshal(r.inputs.policy) if {
	some r in policies
	json.is_valid(r.inputs.policy)
}

list(value) := value if is_array(value)

list(value) := [value] if not is_array(value)

allowing contains [r, statement] if {
	some r in policies
	some statement in list(documents[r.urn].Statement)
	statement.Effect == "Allow"
}

deny contains finding("S3001", r, "any principal") if {
	some [r, statement] in allowing
	any_principal(statement)
}

any_principal(statement) if statement.NotPrincipal

any_principal(statement) if {
	walk(statement.Principal, [_, value])
	value == "*"
}

deny contains finding("S3002", r, "every action") if {
	some [r, statement] in allowing
	wide_action(statement)
}

wide_action(statement) if statement.NotAction

wide_action(statement) if {
	some action in list(statement.Action)
	lower(action) in {"*", "s3:*", "s3:put*", "s3:delete*", "s3:get*"}
}

deny contains finding("S3003", r, "every bucket, or one of another environment") if {
	some [r, statement] in allowing
	wide_resource(statement)
}

wide_resource(statement) if statement.NotResource

wide_resource(statement) if {
	some resource in list(statement.Resource)
	regex.match(`^(\*|arn:aws:s3:::(\*.*|[^/]*-(test|preprod)(/.*)?|[^/]*\*(/.*)?))$`, resource)
}

deny contains finding("S3004", r, "no encryption") if {
	some r in by_type[bucket]
	object.get(r.inputs, ["encryption", "sseAlgorithm"], "plaintext") == "plaintext"
}

deny contains finding("S3005", r, "no versions are kept") if {
	some r in by_type[bucket]
	object.get(r.inputs, ["versioning", "status"], "") != "enabled"
}

deny contains finding("S3005", r, "no versions are kept") if {
	some r in by_type[swift]
	object.get(r.inputs, "versioning", false) != true
}

deny contains finding("S3006", r, "a public container") if {
	some r in by_type[swift]
	some side in ["containerRead", "containerWrite"]
	regex.match(`(^|,)\s*(\.r:\*|\*:\*|\*)\s*(,|$)`, object.get(r.inputs, side, ""))
}

deny contains finding("S3007", r, "destroyed with its objects") if {
	some r in by_type[swift] | by_type[bucket]
	r.inputs.forceDestroy == true
}

deny contains finding("S3007", r, "backups that can be deleted") if {
	some r in by_type[bucket]
	contains(r.inputs.name, "backup")
	object.get(r.inputs, ["objectLock", "status"], "") != "enabled"
}

deny contains finding("S3008", r, "a policy that cannot be read") if {
	some r in policies
	not well_formed(r)
}

well_formed(r) if {
	document := documents[r.urn]
	object.keys(document) - {"Version", "Id", "Statement"} == set()
	every statement in list(document.Statement) {
		statement.Effect in {"Allow", "Deny"}
		object.keys(statement) - statement_keys == set()
	}
}

statement_keys := {
	"Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction",
	"Resource", "NotResource", "Condition",
}
