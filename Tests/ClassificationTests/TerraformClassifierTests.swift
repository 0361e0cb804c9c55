import Findings
import Repositories
import TestSupport
import Testing

@testable import Classification

@Suite("Terraform: the classifier") struct TerraformClassifierTests {
  private static let rich = """
    variable "days" { default = 7 }
    locals { stage = "live" }
    resource "aws_db_instance" "main" {
      identifier              = "orders-${local.stage}"
      engine                  = "postgres"
      storage_encrypted       = true
      backup_retention_period = var.days
      deletion_protection     = true
      password                = "hunter2"
      lifecycle {
        prevent_destroy = true
        ignore_changes  = [password]
      }
    }
    resource "aws_security_group" "web" {
      ingress {
        from_port   = 443
        to_port     = 443
        protocol    = "tcp"
        cidr_blocks = ["10.0.0.0/8", "192.0.2.0/24"]
      }
      dynamic "ingress" {
        for_each = toset([80])
        content {
          from_port   = ingress.value
          to_port     = ingress.value
          protocol    = "tcp"
          cidr_blocks = [var.unknown]
        }
      }
    }
    module "m" {
      source = "./m"
      count  = 2
    }
    moved {
      from = aws_db_instance.old[0]
      to   = aws_db_instance.main
    }

    """

  /// Everything of a finding that reaches a reader.
  private static func text(of finding: Finding) -> String {
    [finding.resource, finding.before?.shown, finding.after?.shown, "\(finding.facts)"].compactMap { $0 }
      .joined()
  }

  private func classify(_ base: MemoryTree, _ head: MemoryTree) throws -> Classification {
    try TerraformClassifier().classify(ChangeSet(from: base, to: head))
  }

  @Test("A file cut off anywhere neither traps nor is silent while something is missing")
  func truncated() throws {
    let bytes = Array(Self.rich.utf8)
    let whole: MemoryTree = ["main.tf": .text(Self.rich)]
    for end in stride(from: 0, to: bytes.count - 1, by: 7) {
      let cut = String(decoding: bytes[..<end], as: UTF8.self)
      let result = try classify(whole, ["main.tf": .text(cut)])
      if end < bytes.count / 2 { #expect(!result.findings.isEmpty, "cut at \(end)") }
      _ = try classify(["main.tf": .text(cut)], whole)
    }
  }

  @Test("Flipped bytes do not trap, and no secret reaches a finding")
  func flipped() throws {
    let bytes = Array(Self.rich.utf8)
    let whole: MemoryTree = ["main.tf": .text(Self.rich)]
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    for _ in 0..<300 {
      var damaged = bytes
      for _ in 0...next(3) { damaged[next(damaged.count)] = UInt8(next(256)) }
      let head = MemoryTree([RepositoryPath("main.tf"): MemoryTree.File(mode: .regular, bytes: damaged)])
      for finding in try classify(whole, head).findings {
        #expect(Self.text(of: finding).contains("hunter2") == false)
      }
    }
  }

  @Test("A password that changes, or that a local or variable carries, is never shown")
  func secrets() throws {
    func tree(_ secret: String) -> MemoryTree {
      let text = """
        variable "admin" {
          default   = "\(secret)"
          sensitive = true
        }
        locals {
          user        = var.admin
          db_password = "\(secret)"
        }
        resource "azurerm_mssql_server" "a" {
          administrator_login = local.user
        }
        resource "azurerm_mssql_server" "b" {
          administrator_login = "x-${local.db_password}"
        }
        resource "azurerm_mssql_server" "c" {
          location = "https://user:\(secret)@host/"
        }

        """
      return ["main.tf": .text(text)]
    }
    let findings = try classify(tree("hunter1"), tree("hunter2")).findings
    #expect(findings.count == 3)
    for finding in findings {
      #expect(finding.before == .sensitive && finding.after == .sensitive)
      #expect(Self.text(of: finding).contains("hunter") == false)
    }
  }

  @Test("Only the directory of a changed file is read, and all its files are governed")
  func governed() throws {
    let base: MemoryTree = [
      "a/main.tf": "locals { x = 1 }\n", "a/vars.tf": "variable \"y\" {}\n", "a/prod.tfvars": "y = 1\n",
      "a/README.md": "x", "b/main.tf": "locals { x = 1 }\n",
    ]
    let head = base.replacing("a/main.tf", with: "locals { x = 2 }\n")
    let result = try classify(base, head)
    #expect(result.findings.isEmpty)
    #expect(result.governed == ["a/main.tf", "a/vars.tf", "a/prod.tfvars"])
  }

  @Test("A file behind a link changes the module of the link, and both its ends are governed")
  func links() throws {
    let base: MemoryTree = [
      "shared/v.tf": "variable \"d\" { default = 7 }\n", "a/v.tf": .symbolicLink(to: "../shared/v.tf"),
      "a/main.tf": "resource \"aws_db_instance\" \"m\" {\n  backup_retention_period = var.d\n}\n",
    ]
    let head = base.replacing("shared/v.tf", with: .text("variable \"d\" { default = 1 }\n"))
    let result = try Catalogue(classifiers: [TerraformClassifier()]).classify(ChangeSet(from: base, to: head))
    let finding = try #require(result.findings.first)
    #expect(result.findings.map(\.kind.id) == ["terraform.backup.retention-reduced"])
    #expect(finding.files.contains("shared/v.tf"))
    #expect(result.governed.isSuperset(of: ["a/main.tf", "a/v.tf", "shared/v.tf"]))
    #expect(result.places == ["a/v.tf": ["shared/v.tf"]])
  }

  @Test("Every kind is declared once")
  func kinds() {
    let ids = TerraformClassifier().kinds.map(\.id)
    #expect(Set(ids).count == ids.count)
    #expect(ids.count > 35)
  }
}
