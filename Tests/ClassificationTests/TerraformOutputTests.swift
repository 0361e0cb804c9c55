import Findings
import Repositories
import TestSupport
import Testing

@testable import Classification

@Suite("Terraform: what modules give back") struct TerraformOutputTests {
  private static func rule(_ source: String) -> String {
    """
    resource "aws_security_group_rule" "r" {
      type              = "ingress"
      protocol          = "tcp"
      from_port         = 22
      to_port           = 22
      cidr_blocks       = \(source)
      security_group_id = "sg-1"
    }

    """
  }

  private func kinds(_ base: MemoryTree, _ head: MemoryTree) throws -> [String] {
    try TerraformClassifier().classify(ChangeSet(from: base, to: head)).findings.map(\.kind.id)
  }

  @Test("A value is followed through a chain of modules as long as a file")
  func chain() throws {
    let module = "variable \"c\" {}\noutput \"c\" {\n  value = var.c\n}\n"
    func tree(_ network: String) -> MemoryTree {
      var text = "module \"m0\" {\n  source = \"./m\"\n  c      = [\"\(network)\"]\n}\n"
      for index in 1..<400 {
        text += "module \"m\(index)\" {\n  source = \"./m\"\n  c      = module.m\(index - 1).c\n}\n"
      }
      return ["main.tf": .text(text + Self.rule("module.m399.c")), "m/main.tf": .text(module)]
    }
    #expect(try kinds(tree("10.0.0.0/8"), tree("0.0.0.0/0")) == ["network.ingress.admin-world"])
    #expect(try kinds(tree("10.0.0.0/8"), tree("10.0.0.0/8")) == [])
  }

  @Test("Modules that call themselves or one another end somewhere")
  func circles() throws {
    func tree(_ network: String) -> MemoryTree {
      let inner = (0..<20).map { "module \"n\($0)\" {\n  source = \"../n\"\n}\n" }.joined()
      let own = "module \"again\" {\n  source = \"../m\"\n}\n"
      let value = "output \"c\" {\n  value = concat([\"\(network)\"], module.n0.c)\n}\n"
      let back = "module \"m\" {\n  source = \"../m\"\n}\noutput \"c\" {\n  value = [for c in module.m.c : c]\n}\n"
      return [
        "main.tf": .text("module \"m\" {\n  source = \"./m\"\n}\n" + Self.rule("module.m.c")),
        "m/main.tf": .text(own + inner + value), "n/main.tf": .text(back),
      ]
    }
    _ = try kinds(tree("10.0.0.0/8"), tree("0.0.0.0/0"))
  }

  @Test("What is sensitive in a module is not shown where it is used", arguments: ["output", "argument", "name"])
  func secrets(_ way: String) throws {
    func tree(_ secret: String) -> MemoryTree {
      let (argument, module): (String, String) =
        switch way {
        case "output":
          ("\"\(secret)\"", "variable \"u\" {}\noutput \"u\" {\n  value     = var.u\n  sensitive = true\n}\n")
        case "argument": ("var.admin", "variable \"u\" {}\noutput \"u\" {\n  value = var.u\n}\n")
        default: ("\"x\"", "locals {\n  password = \"\(secret)\"\n}\noutput \"u\" {\n  value = local.password\n}\n")
        }
      let text = """
        variable "admin" {
          default   = "\(secret)"
          sensitive = true
        }
        module "m" {
          source = "./m"
          \(way == "name" ? "" : "u      = \(argument)")
        }
        resource "azurerm_mssql_server" "a" {
          administrator_login = module.m.u
        }

        """
      return ["main.tf": .text(text), "m/main.tf": .text(module)]
    }
    let findings = try TerraformClassifier().classify(ChangeSet(from: tree("hunter2"), to: tree("hunter3"))).findings
    #expect(findings.contains { $0.kind.id == "terraform.replace.stateful" })
    for finding in findings {
      let text = "\(finding.before?.shown ?? "") \(finding.after?.shown ?? "") \(finding.facts)"
      #expect(!text.contains("hunter"))
    }
  }
}
