#!/usr/bin/env python3
"""Compares what Gatehouse finds in configuration alone with what `terraform plan` then says.

Every scenario is `scenarios/<name>.base.tf` and `<name>.head.tf`. All of them share one root module, so that three runs of
Terraform serve for all. The state is made from the plan of the base: what a plan leaves unknown is filled in by type.
In the head, `# plan: ACTION ADDRESS` says what Terraform must do and `# expect: KIND RESOURCE` what Gatehouse must find;
besides, whatever Terraform destroys or replaces and holds data must have a finding, and whatever Gatehouse says to be
destroyed or replaced must be.

It needs terraform and a directory of providers with hashicorp/aws in it (`terraform providers mirror`), and no network:

    GATEHOUSE_TERRAFORM_PROVIDERS=<directory> Tests/PlanScenarios/run.py .build/debug/gatehouse
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PROVIDER = 'provider["registry.terraform.io/hashicorp/aws"]'
SETTINGS = """terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region                      = "eu-west-1"
  access_key                  = "test"
  secret_key                  = "test"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
  skip_region_validation      = true
}
"""
STORE = """variable "name" {
  type = string
}
resource "aws_s3_bucket" "this" {
  bucket = var.name
}
"""
# The kinds by which a finding says that something goes.
DESTROYS = re.compile(r"terraform\.(destroy|rename|replace|repetition|module)\.")


def run(*command, cwd, env=None):
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} failed\n{done.stdout}{done.stderr}")
    return done.stdout


def write(root, side):
    for old in root.glob("*.tf"):
        old.unlink()
    (root / "settings.tf").write_text(SETTINGS)
    (root / "modules/store").mkdir(parents=True, exist_ok=True)
    (root / "modules/store/main.tf").write_text(STORE)
    for file in sorted((HERE / "scenarios").glob(f"*.{side}.tf")):
        (root / f"{file.name.split('.')[0]}.tf").write_text(file.read_text())


def terraform(root, env, *arguments):
    return run("terraform", *arguments, cwd=root, env=env)


def plan(root, env):
    terraform(root, env, "plan", "-no-color", "-refresh=false", "-input=false", "-lock=false", "-out=plan.bin")
    return json.loads(terraform(root, env, "show", "-json", "plan.bin"))["resource_changes"]


def filled(value, unknown, kind):
    """A value for what the provider would only know after the creation, by its type."""
    if unknown is True:
        simple = {"string": "filled", "number": 0, "bool": False}
        if isinstance(kind, str):
            return simple[kind]
        return {} if kind[0] in ("map", "object") else []
    return value


def state(changes, schemas):
    resources = []
    for change in changes:
        if change["mode"] != "managed" or change["change"]["actions"] != ["create"]:
            continue
        schema = schemas[change["type"]]
        after, unknown = change["change"]["after"], change["change"]["after_unknown"]
        attributes = dict(after)
        for name, attribute in schema["block"].get("attributes", {}).items():
            attributes[name] = filled(after.get(name), unknown.get(name), attribute.get("type", ["map", "string"]))
        for name in schema["block"].get("block_types", {}):
            attributes.setdefault(name, [])
        attributes["id"] = f"{change['type']}-{change['address']}"
        instance = {
            "schema_version": schema["version"],
            "attributes": attributes,
            "sensitive_attributes": [
                [{"type": "get_attr", "value": name}]
                for name, attribute in schema["block"].get("attributes", {}).items()
                if attribute.get("sensitive")
            ],
        }
        if "index" in change:
            instance["index_key"] = change["index"]
        resource = {
            "mode": "managed", "type": change["type"], "name": change["name"], "provider": PROVIDER,
            "instances": [instance],
        }
        if "module_address" in change:
            resource["module"] = change["module_address"]
        same = [
            old for old in resources
            if all(old.get(key) == resource.get(key) for key in ("module", "type", "name"))
        ]
        if same:
            same[0]["instances"].append(instance)
        else:
            resources.append(resource)
    return {
        "version": 4, "terraform_version": "1.11.4", "serial": 1,
        "lineage": "9a2f7c1e-0000-4000-8000-000000000000", "outputs": {}, "resources": resources, "check_results": None,
    }


def action(change):
    actions = change["change"]["actions"]
    return "replace" if "delete" in actions and "create" in actions else actions[0]


def findings(root, gatehouse, environment):
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    run("git", "init", "-q", "-b", "main", cwd=root)
    for side in ("base", "head"):
        write(root, side)
        run("git", "add", "*.tf", "modules", cwd=root)
        run(*git, "commit", "-q", "-m", side, cwd=root)
    done = subprocess.run(
        [gatehouse, "check", "--format", "json", "HEAD~1..HEAD"], cwd=root, env=environment, capture_output=True,
        text=True)
    if not done.stdout:
        sys.exit(done.stderr)
    return [(item["kind"], item["resource"], item["path"]) for item in json.loads(done.stdout)["findings"]]


def without_key(address):
    return re.sub(r"\[[^\]]*\]", "", address)


def concerns(resource, address):
    """Whether a finding about `resource` says something of the instance at `address`."""
    return address == resource or without_key(address) == resource or address.startswith((resource + ".", resource + "["))


def compare(scenario, said, found, planned):
    """What is not as it should be."""
    problems = []
    text = (HERE / f"scenarios/{scenario}.head.tf").read_text()
    for wanted, address in re.findall(r"^# plan: (\S+) (.+)$", text, re.M):
        if planned.get(address) != wanted:
            problems.append(f"terraform does {planned.get(address)} to {address}, not {wanted}")
    expected = set(re.findall(r"^# expect: (\S+) (.+)$", text, re.M))
    problems += [f"not found: {kind} {resource}" for kind, resource in sorted(expected - said)]
    problems += [f"not expected: {kind} {resource}" for kind, resource in sorted(said - expected)]
    addresses = [address for _, address in re.findall(r"^# plan: (\S+) (.+)$", text, re.M)]
    for address in addresses:
        says = any(DESTROYS.match(kind) and concerns(resource, address) for kind, resource in said)
        does = planned.get(address) in ("delete", "replace")
        if does and not says:
            problems.append(f"terraform destroys {address} and no finding says so")
    for kind, resource in said:
        if DESTROYS.match(kind) and not any(
            concerns(resource, address) and does in ("delete", "replace") for address, does in planned.items()
        ):
            problems.append(f"{kind} says that {resource} goes, and terraform keeps it")
    return problems


def main():
    gatehouse = pathlib.Path(sys.argv[1]).resolve()
    providers = os.environ.get("GATEHOUSE_TERRAFORM_PROVIDERS")
    if not providers:
        sys.exit("GATEHOUSE_TERRAFORM_PROVIDERS must name a directory of providers")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        root, repository = folder / "root", folder / "repository"
        root.mkdir()
        repository.mkdir()
        settings = folder / "settings.tfrc"
        settings.write_text(
            f'provider_installation {{\n  filesystem_mirror {{\n    path    = "{providers}"\n'
            '    include = ["registry.terraform.io/*/*"]\n  }\n}\ndisable_checkpoint = true\n')
        env = dict(
            os.environ, TF_CLI_CONFIG_FILE=str(settings), CHECKPOINT_DISABLE="1", AWS_EC2_METADATA_DISABLED="true",
            TF_IN_AUTOMATION="1")
        write(root, "base")
        terraform(root, env, "init", "-input=false")
        schema = json.loads(terraform(root, env, "providers", "schema", "-json"))
        schemas = schema["provider_schemas"]["registry.terraform.io/hashicorp/aws"]["resource_schemas"]
        (root / "terraform.tfstate").write_text(json.dumps(state(plan(root, env), schemas)))
        write(root, "head")
        terraform(root, env, "get")
        planned = {change["address"]: action(change) for change in plan(root, env) if change["mode"] == "managed"}
        found = findings(repository, gatehouse, dict(os.environ, GIT_CONFIG_GLOBAL="/dev/null"))
    failures = 0
    names = sorted(file.name.split(".")[0] for file in (HERE / "scenarios").glob("*.head.tf"))
    for name in names:
        said = {(kind, resource) for kind, resource, path in found if path == f"{name}.tf"}
        said |= {
            (kind, resource) for kind, resource, path in found
            if path.startswith("modules/") and any(
                without_key(resource).startswith(module)
                for module in re.findall(r'^module "(\w+)"', (HERE / f"scenarios/{name}.head.tf").read_text(), re.M)
                for module in [f"module.{module}."])
        }
        problems = compare(name, said, found, planned)
        failures += bool(problems)
        print(f"{'FAILED' if problems else 'ok':7}{name}")
        for problem in problems:
            print(f"       {problem}")
    print(f"{len(names) - failures} of {len(names)} scenarios agree")
    sys.exit(1 if failures else 0)


main()
