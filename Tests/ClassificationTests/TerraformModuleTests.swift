import Findings
import HCL
import Repositories
import TestSupport
import Testing

@testable import Classification

@Suite("Terraform: modules") struct TerraformModuleTests {
  private func view(_ files: [(String, String)], variableFile: String? = nil) -> ModuleView {
    let parsed = files.compactMap { path, text in
      TerraformFileName(Array(path.utf8)).map { name in
        ConfigurationFile(
          path: RepositoryPath(path), name: name, bytes: Array(text.utf8))
      }
    }
    return ModuleView(
      directory: .root, files: parsed, variableFile: parsed.first { $0.path.display == variableFile })
  }

  @Test(
    "A file is what its name says",
    arguments: [
      ("main.tf", TerraformFileName.configuration), ("main.tofu", .configuration), ("override.tf", .override),
      ("db_override.tofu", .override), ("terraform.tfvars", .automaticVariables),
      ("a.auto.tfvars", .automaticVariables),
      ("prod.tfvars", .namedVariables), ("main.tf.json", .configuration), ("x.auto.tfvars.json", .automaticVariables),
      ("terraform.tfvars.json", .automaticVariables), ("prod.tfvars.json", .namedVariables),
      ("override.tf.json", .override), ("x_override.tofu.json", .override), (".terraform.lock.hcl", .lock),
      ("terragrunt.hcl", .terragrunt), ("root.hcl", .terragrunt), ("MAIN.TF", .lookAlike),
    ])
  func names(name: String, expected: TerraformFileName) {
    #expect(TerraformFileName(Array(name.utf8)) == expected)
  }

  @Test(
    "Files of other names, and what editors leave behind, are none of ours",
    arguments: [
      "main.tf.tpl", ".tf", "README.md", "main.tf~", ".#main.tf", "#main.tf#", "build.pkr.hcl", "package.json",
      "job.nomad.hcl", "main.tftest.hcl",
    ])
  func otherNames(name: String) {
    #expect(TerraformFileName(Array(name.utf8)) == nil)
  }

  @Test("Variables: default, then terraform.tfvars, then automatic files by name, then the named file")
  func variablePrecedence() {
    let files = [
      (
        "main.tf",
        "variable \"a\" { default = 1 }\nvariable \"b\" { default = 1 }\nvariable \"c\" { "
          + "default = 1 }\n"
          + "variable \"d\" { default = 1 }\nvariable \"e\" {}\n"
      ),
      ("terraform.tfvars", "b = 2\nc = 2\nd = 2\n"), ("a.auto.tfvars", "c = 3\nd = 3\n"),
      ("prod.tfvars", "d = 4\n"),
    ]
    let variables = view(files, variableFile: "prod.tfvars").scope.variables
    #expect(variables["a"] == .integer(1))
    #expect(variables["b"] == .integer(2))
    #expect(variables["c"] == .integer(3))
    #expect(variables["d"] == .integer(4))
    #expect(variables["e"] == .unknown)
    #expect(view(files).scope.variables["d"] == .integer(3))
  }

  @Test("Overrides replace arguments one by one, nested blocks by type, and merge lifecycle")
  func overrides() throws {
    let module = view([
      (
        "main.tf",
        """
        resource "aws_db_instance" "m" {
          engine = "a"
          port = 1
          timeouts { create = "1" }
          lifecycle {
            prevent_destroy = true
            ignore_changes = [port]
          }
        }
        """
      ),
      ("z_override.tf", "resource \"aws_db_instance\" \"m\" {\n  engine = \"c\"\n}\n"),
      (
        "a_override.tf",
        """
        resource "aws_db_instance" "m" {
          engine = "b"
          timeouts { delete = "2" }
          lifecycle { prevent_destroy = false }
        }
        """
      ),
    ])
    let block = try #require(module.resources[ResourceAddress(type: "aws_db_instance", name: "m")])
    #expect(module.argument("engine", of: block).value == .string("c"))
    #expect(module.argument("port", of: block).value == .integer(1))
    #expect(module.arguments(at: ["timeouts", "delete"], of: block).map(\.value) == [.string("2")])
    #expect(module.arguments(at: ["timeouts", "create"], of: block).map(\.value) == [nil])
    #expect(module.arguments(at: ["lifecycle", "prevent_destroy"], of: block).map(\.value) == [.bool(false)])
    #expect(module.ignoredArguments(of: block).contains("port"))
  }

  @Test("OpenTofu reads main.tofu instead of main.tf, Terraform never does")
  func dialects() {
    func file(_ path: RepositoryPath, _ text: String) -> ConfigurationFile {
      ConfigurationFile(path: path, name: .configuration, bytes: Array(text.utf8))
    }
    let files = ModuleFiles(
      directory: .root,
      files: [
        file("main.tf", "locals { a = 1 }\n"), file("main.tofu", "locals { a = 2 }\n"),
        file("b.tf", "locals { b = 3 }\n"),
      ])
    #expect(files.dependsOnDialect)
    let locals = [TerraformDialect.terraform, .openTofu].map { dialect in
      ["a", "b"].map { files.view(dialect).scope.local($0) }
    }
    #expect(locals == [[.integer(1), .integer(3)], [.integer(2), .integer(3)]])
  }

  @Test(
    "Addresses are read without instance keys",
    arguments: [
      ("aws_vpc.a", [], "aws_vpc.a"), ("aws_vpc.a[0]", [], "aws_vpc.a"),
      ("aws_vpc.a[\"k\"].id", [], "aws_vpc.a"),
      ("module.m", ["m"], nil), ("module.m[\"k\"].module.n.aws_vpc.a", ["m", "n"], "aws_vpc.a"),
    ] as [(String, [String], String?)])
  func addresses(text: String, modules: [String], resource: String?) throws {
    let expression = try #require(HCL.parse(Array("x = \(text)\n".utf8)).body.expression(named: "x"))
    let address = try #require(ConfigurationAddress(expression))
    #expect(address.modules == modules)
    #expect(address.resource?.description == resource)
  }

  @Test(
    "What is no managed resource has no address",
    arguments: ["data.aws_ami.a", "var.x", "\"text\"", "f(x)", "aws_vpc"])
  func noAddress(text: String) throws {
    let expression = try #require(HCL.parse(Array("x = \(text)\n".utf8)).body.expression(named: "x"))
    #expect(ConfigurationAddress(expression) == nil)
  }

  @Test("A moved block that was carried out before does not claim a new resource of the old name")
  func staleMovedBlock() {
    let moved = "moved {\n  from = aws_vpc.a\n  to = aws_vpc.b\n}\n"
    let base = view([("main.tf", "resource \"aws_vpc\" \"a\" {}\nresource \"aws_vpc\" \"b\" {}\n" + moved)])
    let relocations = Relocations(base: base, head: base)
    let first = ResourceAddress(type: "aws_vpc", name: "a")
    #expect(relocations.destination(of: first) == .resource(first))
  }

  @Test("Moved blocks in a circle end")
  func movedCircle() {
    let base = view([("main.tf", "resource \"aws_vpc\" \"a\" {}\n")])
    let head = view([
      (
        "main.tf",
        "moved {\n  from = aws_vpc.a\n  to = aws_vpc.b\n}\nmoved {\n  from = aws_vpc.b\n  to = "
          + "aws_vpc.a\n}\n"
      )
    ])
    let relocations = Relocations(base: base, head: head)
    #expect(relocations.destination(of: ResourceAddress(type: "aws_vpc", name: "a")) == .gone)
  }

  @Test("The force-new tables are sorted, and every type in them is found")
  func forceNewTables() {
    for table in ForceNewTable.all {
      let types = table.types.map(String.init)
      #expect(
        types.map { Array("\($0):".utf8) }.elementsEqual(
          types.map { Array("\($0):".utf8) }.sorted {
            $0.lexicographicallyPrecedes($1)
          }
        ) { $0 == $1 })
      for type in types { #expect(ForceNewTable.attributes(of: type)?.isEmpty == false, "\(type)") }
    }
    #expect(ForceNewTable.attributes(of: "aws_db_instance")?.contains("engine") == true)
    #expect(
      ForceNewTable.attributes(of: "aws_eks_cluster")?.contains("kubernetes_network_config.ip_family") == true
    )
    #expect(ForceNewTable.attributes(of: "aws_db") == nil)
    #expect(ForceNewTable.attributes(of: "aws_zzz") == nil)
    #expect(ForceNewTable.attributes(of: "google_storage_bucket")?.contains("location") == true)
    #expect(ForceNewTable.attributes(of: "azurerm_managed_disk")?.contains("create_option") == true)
    #expect(ForceNewTable.attributes(of: "digitalocean_droplet") == nil)
  }

  @Test(
    "Secrets are told by name",
    arguments: [
      ("password", true), ("master_password", true), ("secret_string", true), ("private_key", true),
      ("auth_token", true),
      ("kms_key_id", false), ("secret_arn", false), ("creation_token", false), ("name", false),
      ("engine", false),
    ])
  func sensitive(name: String, expected: Bool) {
    #expect(SensitiveAttributes.contains(name) == expected)
  }

  @Test("An address with a password is a secret")
  func credentials() {
    #expect(SensitiveAttributes.holdsCredentials("\"git::https://ci:hunter2@host/x.git\""))
    #expect(!SensitiveAttributes.holdsCredentials("\"git::ssh://git@host/x.git\""))
    #expect(!SensitiveAttributes.holdsCredentials("https://host/a:b@c"))
  }

  @Test("The state, the account and the variables of a root module say where it lives")
  func places() throws {
    let text = """
      terraform {
        backend "s3" {
          bucket = "acme-state"
          key    = "prod/net.tfstate"
        }
      }
      provider "aws" {
        assume_role {
          role_arn = "arn:aws:iam::1:role/live_deploy"
        }
      }
      variable "environment" { default = "staging" }
      resource "aws_lb" "l" {
        internal = INTERNAL
      }

      """
    func tree(_ isInternal: Bool) -> MemoryTree {
      let value = isInternal ? "internal = true" : "internal = false"
      let lines = text.split(separator: "\n").map { $0.contains("INTERNAL") ? value : String($0) }
      return ["infra/main.tf": .text(lines.joined(separator: "\n") + "\n")]
    }
    let findings = try TerraformClassifier().classify(ChangeSet(from: tree(true), to: tree(false))).findings
    #expect(findings.count == 2)
    for finding in findings {
      #expect(
        finding.places.map(\.display) == [
          "acme/state/-", "arn/aws/iam/1/role/live/deploy/-", "prod/net/tfstate/-", "staging/-",
        ])
    }
  }
}
