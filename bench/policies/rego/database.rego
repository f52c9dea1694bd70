package main

databases := by_type[db]

deny contains finding("DB001", r, "PostgreSQL above 17, or a version that is no major") if {
	some r in databases
	r.inputs.engine == "postgresql"
	not supported_major(r.inputs.version)
}

supported_major(version) if {
	is_string(version)
	regex.match(`^[1-9]\d*$`, version)
	to_number(version) <= 17
}

deny contains finding("DB002", r, "TimescaleDB on a major that does not have it") if {
	some r in databases
	r.inputs.engine == "postgresql"
	some text in object.get(r.inputs, "advancedConfiguration", {})
	contains(lower(text), "timescale")
	not r.inputs.version in {"13", "14", "15", "16", "17"}
}

deny contains finding("DB003", r, "a block that is public and wide, or unreadable") if {
	some r in databases
	some entry in r.inputs.ipRestrictions
	not narrow(entry.ip)
}

deny contains finding("DB003", r, "blocks that together admit too many public addresses") if {
	some r in databases
	merged := net.cidr_merge({block(entry.ip) |
		some entry in r.inputs.ipRestrictions
		readable(entry.ip)
		public(entry.ip)
	})
	some together in merged
	wide(together)
}

narrow(ip) if {
	readable(ip)
	not wide(ip)
}

deny contains finding("DB004", r, "a node outside a private network") if {
	some r in databases
	some node in r.inputs.nodes
	not in_network(node)
}

deny contains finding("DB004", r, "no nodes") if {
	some r in databases
	count(object.get(r.inputs, "nodes", [])) == 0
}

in_network(node) if {
	node.networkId != ""
	node.subnetId != ""
}

deny contains finding("DB005", r, "no deletion protection") if {
	some r in databases
	object.get(r.inputs, "deletionProtection", false) != true
}

deny contains finding("DB006", r, "one node, or a plan of one") if {
	some r in databases
	single(r.inputs)
}

single(inputs) if inputs.plan in {"essential", "discovery"}

single(inputs) if count(inputs.nodes) < 2

deny contains finding("DB007", r, "no copy of the backups in another region") if {
	some r in databases
	homes := {node.region | some node in r.inputs.nodes}
	copies := {region | some region in r.inputs.backupRegions}
	count(copies - homes) == 0
}

deny contains finding("DB008", r, "a role of an administrator") if {
	some r in by_type["ovh:CloudProjectDatabase/postgresSqlUser:PostgresSqlUser"]
	privileged(r.inputs)
}

privileged(inputs) if inputs.name == "avnadmin"

privileged(inputs) if {
	some role in inputs.roles
	lower(role) in {"admin", "replication", "superuser", "createrole", "pg_write_server_files"}
}
