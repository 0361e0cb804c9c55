import Exposure
import Foundation

/// Asks this machine's kernel what a rule set does: loads it in a private network namespace, sends real
/// packets over a veth pair and sees which of them get past the input hook.
enum KernelOracle {
  enum Loader: String, Codable {
    case iptables
    case ip6tables
    case nft
  }

  struct Case: Codable {
    var loader: Loader
    var text: String
    var probes: [Probe]
  }

  /// A packet in the words of the script.
  struct Probe: Codable {
    var source: String
    var destination: String
    var number: Int
    var sourcePort: Int
    var destinationPort: Int
    var icmpType: Int

    init(_ packet: Packet) {
      source = packet.source.description
      destination = packet.destination.description
      number = Int(packet.protocol)
      sourcePort = Int(packet.sourcePort)
      destinationPort = Int(packet.destinationPort)
      icmpType = Int(packet.icmpType >> 8)
    }
  }

  struct Answer: Codable {
    /// What the loader said when it refused the rules.
    var error: String?
    /// For each probe: past the input hook, stopped, or lost before netfilter saw it.
    var passed: [Bool?]
  }

  static let isRequired = ProcessInfo.processInfo.environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"

  /// Whether a namespace with nf_tables can be had here; `nil` when it can, the reason when not.
  static let obstacle: String? = {
    do {
      let answers = try ask([Case(loader: .nft, text: "flush ruleset\n", probes: [])])
      return answers.first?.error
    } catch {
      return "\(error)"
    }
  }()

  struct Refused: Error, CustomStringConvertible {
    var description: String
  }

  /// The kernel's answers, one for each case.
  static func ask(_ cases: [Case]) throws -> [Answer] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("kernel-oracle-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appendingPathComponent("cases.json")
    let output = folder.appendingPathComponent("answers.json")
    let errors = folder.appendingPathComponent("errors.txt")
    try JSONEncoder().encode(cases).write(to: input)
    try Data().write(to: errors)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "-n", "python3", "-c", script, input.path, output.path]
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Refused(description: (try? String(contentsOf: errors, encoding: .utf8)) ?? "no namespace")
    }
    return try JSONDecoder().decode([Answer].self, from: Data(contentsOf: output))
  }
}
