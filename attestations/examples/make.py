#!/usr/bin/env python3
"""Makes the worked examples of this folder with the program itself: make.py <gatehouse> <folder>

A repository with a firewall, a change that opens it, two people who approve, and the bundle that the gate leaves. Only git, the
program and the Python package cryptography take part. The approvals are signed here and not by `gatehouse approve`, which needs a
person at a terminal; so this is also a second implementation of their format.

The keys are derived from their names, so that everybody has them. Trust nothing that they sign.
"""

import base64
import hashlib
import json
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
from datetime import datetime, timedelta, timezone

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PAYLOAD_TYPE = "application/vnd.in-toto+json"
APPROVAL_TYPE = "https://gatehouse.dev/attestation/change-approval/v0.1"
NAMESPACE = b"change-approval@gatehouse.dev"
REPOSITORY = "git+https://git.example.com/corp/shop"

POLICY = """\
version: 1
extends: ["builtin:recommended"]
"""

FIREWALL = """\
*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT ACCEPT [0:0]
-A INPUT -s %s -p tcp --dport 22 -j ACCEPT
COMMIT
"""


def key(name):
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"gatehouse example " + name.encode()).digest())


def wire(*fields):
    """SSH's strings (RFC 4251, section 5), one after the other."""
    return b"".join(struct.pack(">I", len(field)) + field for field in fields)


def public_blob(private):
    raw = private.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return wire(b"ssh-ed25519", raw)


def public_line(name):
    return "ssh-ed25519 " + base64.b64encode(public_blob(key(name))).decode()


def key_id(private):
    return "SHA256:" + base64.b64encode(hashlib.sha256(public_blob(private)).digest()).decode().rstrip("=")


def trust_root():
    def principal(name, kind, roles, scheme):
        return (
            f"  - id: {name}\n    kind: {kind}\n    emails: [{name}@corp.example]\n    roles: [{roles}]\n"
            f"    keys: [ {{ key: \"{public_line(name)}\", scheme: {scheme} }} ]\n"
        )

    return (
        f"version: 1\nrepository: {REPOSITORY}\nexpires: 2099-01-01T00:00:00Z\nprincipals:\n"
        + principal("ana", "person", "owner", "ssh")
        + principal("ben", "person", "", "ssh")
        + principal("ci", "machine", "evidence", "ed25519")
        + "roles: { root: { threshold: 1, members: [ana] }, owner: { threshold: 1 } }\n"
    )


def canonical(value):
    """RFC 8785 for what we have: texts, integers, and member names in ASCII."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def pre_authentication_encoding(payload):
    kind = PAYLOAD_TYPE.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def ssh_signature(private, message):
    """An armoured SSH signature (OpenSSH, PROTOCOL.sshsig)."""
    digest = hashlib.sha512(message).digest()
    signature = private.sign(b"SSHSIG" + wire(NAMESPACE, b"", b"sha512", digest))
    blob = b"SSHSIG" + struct.pack(">I", 1)
    blob += wire(public_blob(private), NAMESPACE, b"", b"sha512", wire(b"ssh-ed25519", signature))
    text = base64.b64encode(blob).decode()
    lines = "".join(text[i : i + 70] + "\n" for i in range(0, len(text), 70))
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}-----END SSH SIGNATURE-----\n".encode()


def approval(name, evidence, nonce):
    """The statement of a reviewer who typed the resource of the worst finding, and took 50 seconds for it."""
    facts = evidence["predicate"]
    worst = max(facts["findings"], key=lambda finding: finding["score"])
    now = datetime.now(timezone.utc).replace(microsecond=0)
    time = lambda seconds: (now - timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")
    question = f"Type the resource that {worst['kind']} is about, to confirm that you have read it"
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": "change", "digest": {"sha256": facts["change"]["digest"]}}],
        "predicateType": APPROVAL_TYPE,
        "predicate": {
            "decision": "APPROVED",
            "roles": ["owner"] if name == "ana" else [],
            "repository": REPOSITORY,
            "targetRef": facts["targetRef"],
            "change": facts["change"],
            "findings": [
                {field: finding[field] for field in ("fingerprint", "kind", "resource", "before", "after")}
                for finding in facts["findings"]
            ],
            "requirements": [
                {field: requirement[field] for field in ("role", "needed", "challenge")}
                for requirement in facts["requirements"]
            ],
            "policy": {"sha256": facts["policy"]["sha256"]},
            "ruleSet": facts["ruleSet"],
            "transcript": {
                "challenge": "confirm",
                "openedAt": time(60),
                "submittedAt": time(10),
                "exchanges": [
                    {"fingerprint": worst["fingerprint"], "question": question, "answer": worst["resource"]}
                ],
            },
            "nonce": nonce,
            "ticket": "CHG-1042",
        },
    }


def sealed(name, statement):
    payload = canonical(statement)
    signature = ssh_signature(key(name), pre_authentication_encoding(payload))
    envelope = {
        "payload": base64.b64encode(payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [{"keyid": key_id(key(name)), "sig": base64.b64encode(signature).decode()}],
    }
    return canonical(envelope)


class Repository:
    def __init__(self, folder, program):
        self.folder = folder
        self.program = program
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "GIT_CONFIG_GLOBAL": "/dev/null",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Alice",
            "GIT_AUTHOR_EMAIL": "alice@corp.example",
            "GIT_COMMITTER_NAME": "Alice",
            "GIT_COMMITTER_EMAIL": "alice@corp.example",
            "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
            "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
        }

    def git(self, *arguments, data=b""):
        return subprocess.run(
            ["git", *arguments], cwd=self.folder, env=self.environment, input=data, check=True, stdout=subprocess.PIPE
        ).stdout

    def commit(self, files, message):
        for name, text in files.items():
            file = self.folder / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    def approve(self, folder, envelopes):
        """Puts envelopes onto the approvals branch, without touching the work tree."""
        entries = b""
        for envelope in envelopes:
            blob = self.git("hash-object", "-w", "--stdin", data=envelope).strip()
            entries += b"100644 blob %s\t%s.json\n" % (blob, hashlib.sha256(envelope).hexdigest().encode())
        inner = self.git("mktree", data=entries).strip()
        outer = self.git("mktree", data=b"040000 tree %s\t%s\n" % (inner, folder.encode())).strip()
        commit = self.git("commit-tree", "-m", "Approvals", outer.decode()).strip().decode()
        self.git("update-ref", "refs/heads/gatehouse/approvals", commit)

    def check(self, expected, report, evidence, **variables):
        status = subprocess.run(
            [self.program, "check", "--target", "main", "--head", "open-ssh"]
            + ["--output", f"json={report}", "--evidence", str(evidence)],
            cwd=self.folder, env={**self.environment, **variables}, stdout=subprocess.DEVNULL,
        ).returncode
        if status != expected:
            sys.exit(f"make.py: gatehouse check ended with {status}, not {expected}: {report.read_text()}")

    def scan(self):
        return subprocess.run(
            [self.program, "scan", "--format", "json", "--min-level", "low"],
            cwd=self.folder, env=self.environment, check=True, stdout=subprocess.PIPE,
        ).stdout

    def receipt(self):
        """The receipt that the hooks leave for an empty commit."""
        self.hook("pre-commit")
        self.git("commit", "--quiet", "--no-verify", "--allow-empty", "--message", "Nothing")
        self.hook("post-commit")
        return self.git("notes", "--ref=gatehouse", "show", "HEAD")

    def sign_plan(self, machine_key):
        """What CI signs of a plan that does nothing."""
        plan = self.folder.parent / "plan.json"
        plan.write_text('{"format_version":"1.2","planned_values":{},"resource_changes":[]}\n')
        line = subprocess.run(
            [self.program, "plan", "sign", f"infra/prod={plan}", "--head", "open-ssh"],
            cwd=self.folder, env={**self.environment, "GATEHOUSE_KEY_FILE": str(machine_key)}, check=True,
            stdout=subprocess.PIPE,
        ).stdout
        return json.loads(base64.b64decode(json.loads(line)["payload"]))

    def hook(self, name):
        subprocess.run([self.program, "hook", name], cwd=self.folder, env=self.environment, check=True)


def statements(bundle):
    envelopes = [json.loads(line) for line in bundle.read_bytes().splitlines()]
    return [json.loads(base64.b64decode(envelope["payload"])) for envelope in envelopes]


def main(program, output):
    program, output = str(pathlib.Path(program).resolve()), pathlib.Path(output).resolve()
    output.mkdir(parents=True, exist_ok=True)
    bundle = output / "change.intoto.jsonl"
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        (work / "shop").mkdir()
        repository = Repository(work / "shop", program)
        repository.git("init", "--quiet", "--initial-branch=main")
        root = trust_root()
        rules = {".gatehouse/policy.yaml": POLICY, ".gatehouse/trust.yaml": root, "rules.v4": FIREWALL % "10.0.0.0/8"}
        repository.commit(rules, "A firewall")
        repository.git("checkout", "--quiet", "-b", "open-ssh")
        repository.commit({"rules.v4": FIREWALL % "0.0.0.0/0"}, "Let everybody log in")
        pinned = {"GATEHOUSE_TRUST_ROOT": hashlib.sha256(root.encode()).hexdigest()}
        repository.check(3, output / "report.json", bundle, **pinned)

        evidence = statements(bundle)[0]
        given = [approval("ana", evidence, "0" * 31 + "1"), approval("ben", evidence, "0" * 31 + "2")]
        envelopes = [sealed(name, statement) for name, statement in zip(("ana", "ben"), given)]
        repository.approve(evidence["predicate"]["change"]["id"], envelopes)

        machine_key = work / "ci"
        machine_key.write_bytes(
            key("ci").private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
            )
        )
        repository.check(0, output / "report.json", bundle, GATEHOUSE_KEY_FILE=str(machine_key), **pinned)
        difference = ["diff-tree", "-r", "-z", "--no-renames", "--ignore-submodules=none", "main", "open-ssh"]
        (output / "change.rawdiff").write_bytes(repository.git(*difference))
        (output / "scan.jsonl").write_bytes(repository.scan())
        plan = json.dumps(repository.sign_plan(machine_key), indent=2)
        (output / "terraform-plan.json").write_text(plan + "\n")
        (output / "receipt.json").write_bytes(repository.receipt())

    by_type = {statement["predicateType"]: statement for statement in reversed(statements(bundle))}
    for name, kind in (
        ("evidence", "https://gatehouse.dev/attestation/change-evidence/v0.1"),
        ("approval", APPROVAL_TYPE),
        ("decision", "https://slsa.dev/verification_summary/v1"),
    ):
        text = json.dumps(by_type[kind], indent=2, ensure_ascii=False)
        (output / f"{name}.json").write_text(text + "\n")
    (output / "trust.yaml").write_text(root)
    (output / "evidence.pem").write_bytes(
        key("ci").public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    signers = [f'{n}@corp.example namespaces="{NAMESPACE.decode()}" {public_line(n)}\n' for n in ("ana", "ben")]
    (output / "allowed_signers").write_text("".join(signers))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
