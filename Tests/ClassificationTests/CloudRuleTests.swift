import Findings
import Repositories
import TestSupport
import Testing

@testable import Classification

/// Rule lists of three clouds, made at random in a world of four address blocks and six port ranges, against an evaluation
/// packet by packet that knows nothing of the algebra.
@Suite("Ordered rules of clouds")
struct CloudRuleTests {
  enum Cloud: String, CaseIterable, CustomStringConvertible {
    case amazon
    case azure
    case google

    var description: String { rawValue }
  }

  struct Entry: Equatable {
    var number: Int
    var isRefusal: Bool
    /// Blocks 0 to 3: a quarter of the addresses each.
    var blocks: ClosedRange<Int>
    /// Ranges 0 to 5 of ``ports``.
    var ports: ClosedRange<Int>
  }

  /// Where one range of ports ends and the next begins.
  private static let ports = [0, 80, 1024, 3389, 5432, 32768, 65536]

  /// Whether the first rule that decides lets a packet of the block and the range through; `nil` where none decides.
  private static func verdict(_ block: Int, _ range: Int, _ entries: [Entry]) -> Bool? {
    let order = entries.sorted { ($0.number, $0.isRefusal ? 0 : 1) < ($1.number, $1.isRefusal ? 0 : 1) }
    return order.first { $0.blocks.contains(block) && $0.ports.contains(range) }.map { !$0.isRefusal }
  }

  /// The packets that rules let through, or refuse, or that none decides.
  private static func packets(_ verdict: Bool?, _ entries: [Entry]) -> Set<Int> {
    Set(
      (0..<4).flatMap { block in
        (0..<6).filter { self.verdict(block, $0, entries) == verdict }.map { block * 6 + $0 }
      })
  }

  /// Whether the change lets more through, here or, of what was refused and is not decided any more, by rules elsewhere.
  private static func loosens(_ base: [Entry], _ head: [Entry]) -> Bool {
    !packets(true, head).isSubset(of: packets(true, base)) || !packets(false, base).isDisjoint(with: packets(nil, head))
  }

  private static func text(_ entries: [Entry], _ cloud: Cloud) -> String {
    let rules = entries.enumerated().map { index, entry in
      let blocks = entry.blocks.map { "\"\($0 * 64).0.0.0/2\"" }
      let (first, last) = (ports[entry.ports.lowerBound], ports[entry.ports.upperBound + 1] - 1)
      switch cloud {
      case .amazon:
        // One block for a rule, so that several stand under neighbouring numbers.
        return blocks.enumerated().map { offset, block in
          """
          resource "aws_network_acl_rule" "r\(index)_\(offset)" {
            network_acl_id = "acl-1"
            rule_number = \(entry.number * 4 + offset)
            rule_action = "\(entry.isRefusal ? "deny" : "allow")"
            protocol = "tcp"
            cidr_block = \(block)
            from_port = \(first)
            to_port = \(last)
          }
          """
        }.joined(separator: "\n")
      case .azure:
        return """
          resource "azurerm_network_security_rule" "r\(index)" {
            network_security_group_name = "g"
            priority = \(entry.number)
            direction = "Inbound"
            access = "\(entry.isRefusal ? "Deny" : "Allow")"
            protocol = "Tcp"
            source_address_prefixes = [\(blocks.joined(separator: ", "))]
            source_port_range = "*"
            destination_address_prefix = "*"
            destination_port_ranges = ["\(first)-\(last)"]
          }
          """
      case .google:
        return """
          resource "google_compute_firewall" "r\(index)" {
            network = "n"
            priority = \(entry.number)
            source_ranges = [\(blocks.joined(separator: ", "))]
            \(entry.isRefusal ? "deny" : "allow") {
              protocol = "tcp"
              ports = ["\(first)-\(last)"]
            }
          }
          """
      }
    }
    return rules.joined(separator: "\n") + "\n"
  }

  /// What the classifier says of reach; that resources come and go is another matter.
  private static func findings(_ base: [Entry], _ head: [Entry], _ cloud: Cloud) throws -> [Finding] {
    let change = try ChangeSet(
      from: ["main.tf": .text(text(base, cloud))], to: ["main.tf": .text(text(head, cloud))])
    return try TerraformClassifier().classify(change).findings.filter {
      $0.kind.domain == "network" || $0.kind.id.hasPrefix("terraform.ingress.")
    }
  }

  private static func entries(_ random: inout SeededWords) -> [Entry] {
    (0..<random.below(5) + 1).map { index in
      let (first, port) = (random.below(4), random.below(6))
      return Entry(
        number: 100 + index * 10 + random.below(3), isRefusal: random.below(3) == 0,
        blocks: first...min(3, first + random.below(3)), ports: port...min(5, port + random.below(4)))
    }
  }

  @Test("what is told is what a packet-by-packet evaluation finds", arguments: Cloud.allCases)
  func agreement(_ cloud: Cloud) throws {
    var random = SeededWords(seed: 11)
    for _ in 0..<150 {
      let (base, head) = (Self.entries(&random), Self.entries(&random))
      let directions = Set(try Self.findings(base, head, cloud).map(\.kind.direction))
      #expect(directions.contains(.loosens) == Self.loosens(base, head), "\(base) → \(head)")
      #expect(directions.contains(.tightens) == Self.loosens(head, base), "\(base) → \(head)")
    }
  }

  @Test("another spelling of the same reach says nothing", arguments: Cloud.allCases)
  func rewritten(_ cloud: Cloud) throws {
    var random = SeededWords(seed: 12)
    for _ in 0..<60 {
      let base = Self.entries(&random)
      var split: [Entry] = []
      for entry in base.sorted(by: { ($0.number, $0.isRefusal ? 0 : 1) < ($1.number, $1.isRefusal ? 0 : 1) }) {
        // Each rule becomes one for each of its port ranges, with numbers of their own.
        for port in entry.ports {
          var part = entry
          part.ports = port...port
          part.number = 100 + split.count
          split.append(part)
        }
      }
      let shuffled = split.enumerated().sorted { ($0.offset * 7) % 11 < ($1.offset * 7) % 11 }.map(\.element)
      #expect(try Self.findings(base, shuffled, cloud).isEmpty, "\(base)")
    }
  }
}

/// A small generator, so that every run tries the same.
struct SeededWords {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
