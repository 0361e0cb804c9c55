import Findings
import Policy
import PolicyYAML
import Testing

@Suite struct StrictnessTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let text: String
    let place: String
    let message: String
    let hint: String?
    var testDescription: String { message }

    init(_ text: String, _ place: String, _ message: String, hint: String? = nil) {
      (self.text, self.place, self.message, self.hint) = (text, place, message, hint)
    }
  }

  static func rule(_ when: String, _ rest: String = "action: log, reason: r") -> String {
    "version: 1\nrules:\n  - { id: a, when: \(when), \(rest) }\n"
  }

  static let wholeFile: [Fault] = [
    Fault("", "1:1", "the file is empty"), Fault("# only a comment\n", "1:1", "the file is empty"),
    Fault("[]", "1:1", "the policy must be a mapping"),
    Fault("rules: []", "1:1", "the policy needs 'version'"),
    Fault("version: 2", "1:10", "2 is not in 1…1"), Fault("version: '1'", "1:10", "expected a whole number"),
    Fault("version: 01", "1:10", "expected a whole number"),
    Fault("version:", "1:9", "expected a whole number"),
    Fault(
      "version: 1\noverides: {}", "2:1", "unknown key 'overides' in the policy",
      hint: "did you mean 'overrides'?"),
    Fault("version: 1\nversion: 1", "2:1", "duplicate key 'version'"),
    Fault("version: 1\n\"version\": 1", "2:1", "duplicate key 'version'"),
    Fault("version: &a 1", "1:10", "anchors are not supported"),
    Fault("version: *a", "1:10", "aliases are not"),
    Fault("version: !!int 1", "1:10", "tags are not supported"),
    Fault("version: ! 1", "1:10", "tags are not supported"),
    Fault("&a version: 1", "1:1", "anchors are not supported"),
    Fault("[a]: 1", "1:1", "a key must be a single value"),
    Fault("version: 1\n<<: {}", "2:1", "unknown key '<<'"),
    Fault("version: 1\n---\nversion: 1", "2:1", "a second document"),
    Fault("version: 1\n\tx: 2", "2:1", "not valid YAML"), Fault("version: [1", "2:1", "not valid YAML"),
    Fault("\u{FEFF}version: 1", "1:1", "the file starts with a byte order mark"),
    Fault("a: [" + String(repeating: "[", count: 80), "1:67", "nested deeper than 64"),
    Fault(
      "version: 1\nenforcement: on", "2:14", "unknown enforcement 'on'",
      hint: "use one of off, shadow, enforce"),
    Fault(
      "version: 1\nenforcement: enforced", "2:14", "unknown enforcement", hint: "did you mean 'enforce'?"),
    Fault("version: 1\nextends: builtin:recommended", "2:10", "expected a list"),
    Fault(
      "version: 1\nextends: [builtin:recomended]", "2:11", "there is no pack",
      hint: "did you mean 'builtin:recommended'?"),
    Fault("version: 1\nmax_score: 1001", "2:12", "1001 is not in 0…1000"),
    Fault("version: 1\napprovals_branch: refs/heads/x", "2:19", "a branch is written without 'refs/heads/'"),
  ]

  static let sections: [Fault] = [
    Fault("version: 1\nprotected: { trunk: 7 }", "2:21", "'7' without quotes is not text"),
    Fault(
      "version: 1\nprotected: { trunks: a }", "2:14", "unknown key 'trunks'", hint: "did you mean 'trunk'?"),
    Fault(
      "version: 1\ndatabases: [{ server: postgres, version: 11 }]", "2:23", "unknown server 'postgres'",
      hint: "did you mean 'postgresql'?"),
    Fault(
      "version: 1\ndatabases: [{ server: mysql, version: 8.0 }]", "2:39", "'8.0' without quotes is not text",
      hint: "write \"8.0\""),
    Fault("version: 1\ndatabases: [{ server: mysql, version: new }]", "2:39", "a version is one to three numbers"),
    Fault("version: 1\ndatabases: [{ server: mysql, version: 0 }]", "2:39", "a version is one to three numbers"),
    Fault("version: 1\ndatabases: [{ server: mysql }]", "2:13", "a database needs 'version'"),
    Fault("version: 1\ndatabases: [{ server: mysql, version: 8, paths: [] }]", "2:49", "no path"),
    Fault("version: 1\ndatabases: [{ engine: mysql, version: 8 }]", "2:15", "unknown key 'engine'"),
    Fault("version: 1\ngoverned: [a, a]", "2:15", "'a' stands here twice"),
    Fault("version: 1\ngoverned: [yes]", "2:12", "'yes' without quotes is not text", hint: "write \"yes\""),
    Fault("version: 1\ngoverned: [12:30:45]", "2:12", "'12:30:45' without quotes is not text"),
    Fault("version: 1\ngoverned: [\"\"]", "2:12", "expected text, not an empty value"),
    Fault("version: 1\nenvironments: { on: { paths: [a] } }", "2:17", "'on' without quotes is not text"),
    Fault("version: 1\nenvironments: { none: { paths: [a] } }", "2:17", "'none' stands for"),
    Fault("version: 1\nenvironments: { a: {} }", "2:20", "an environment needs"),
    Fault(
      "version: 1\nenvironments: { a: { multiplier: 1.6 } }", "2:34", "expected a whole number, not '1.6'"),
    Fault("version: 1\nenvironments: { a: { multiplier: 5 } }", "2:34", "5 is not in 10…1000"),
    Fault("version: 1\nlevels: { high: 200 }", "2:9", "levels must ascend"),
    Fault(
      "version: 1\noverrides: { a.b: hihg }", "2:19", "unknown level 'hihg'", hint: "did you mean 'high'?"),
    Fault("version: 1\noverrides: { a.b: -1 }", "2:19", "-1 is not in 0…1000"),
    Fault(
      "version: 1\napprovals: { hight: { count: 1 } }", "2:14", "unknown key 'hight'",
      hint: "did you mean 'high'?"),
    Fault("version: 1\napprovals: { high: {} }", "2:20", "needs 'count'"),
    Fault("version: 1\napprovals: { high: { count: 21 } }", "2:29", "21 is not in 0…20"),
    Fault(
      "version: 1\napprovals: { high: { count: 1, challenge: teachback } }", "2:43", "unknown challenge",
      hint: "did you mean 'teach-back'?"),
    Fault(
      "version: 1\napprovals: { high: { count: 1, minimum_review: 15 } }", "2:48",
      "expected a duration, not '15'"),
    Fault("version: 1\napprovals: { high: { count: 1, minimum_review: 1w } }", "2:48", "expected a duration"),
    Fault(
      "version: 1\napprovals: { high: { count: 1, minimum_review: 99d } }", "2:48", "is longer than 30 days"),
    Fault(
      "version: 1\napprovals: { high: { count: 1, minimum_review: 9999999999999999999d } }", "2:48",
      "expected a dur"),
    Fault(
      "version: 1\napprovals: { high: { count: 1, minimum_review: 999999999999999999d } }", "2:48",
      "is longer than"),
    Fault("version: 1\napprovals: { high: { count: 1, keys: touch } }", "2:38", "unknown proof of keys"),
    Fault(
      "version: 1\namplifiers: [ { field: path, op: matches, value: a, boost: -5 } ]", "2:60",
      "-5 is not in 1…1000"),
    Fault(
      "version: 1\namplifiers: [ { field: score, op: \">\", value: 5, boost: 5 } ]", "2:24",
      "an amplifier cannot read 'score'"),
    Fault(
      "version: 1\nsuppressions: [ { kind: a, reason: r, owner: o, expires: 2027-01-01 } ]", "2:17",
      "needs 'path'"),
    Fault(
      "version: 1\nsuppressions: [ { kind: a, path: b, reason: r, owner: o, expires: 2027-02-29 } ]", "2:67",
      "expected a time"),
    Fault(
      "version: 1\nsuppressions: [ { kind: a, path: b, reason: r, owner: o } ]", "2:17", "needs 'expires'"),
    Fault(
      "version: 1\nsuppressions: [ { fingerprint: ab, reason: r, owner: o, expires: 2027-02-28 } ]", "2:32",
      "a fingerprint is 64"),
    Fault(
      "version: 1\ntickets: [ { when: { field: kind, op: ==, value: a }, pattern: \"(\" } ]", "2:64",
      "invalid regular expression"),
    Fault(
      "version: 1\ntime_locks: [ { when: { field: kind, op: ==, value: a } } ]", "2:15",
      "a time lock needs 'wait'"),
  ]

  static let rules: [Fault] = [
    Fault(
      rule("{ field: goal, op: contains, value: a }"), "3:29", "unknown field 'goal'", hint: "use one of kind"
    ),
    Fault(
      rule("{ field: knd, op: ==, value: a }"), "3:29", "unknown field 'knd'", hint: "did you mean 'kind'?"),
    Fault(rule("{ field: kind, op: equals, value: a }"), "3:39", "unknown operator 'equals'"),
    Fault(rule("{ field: kind, op: \">\", value: \"x\" }"), "3:39", "operator '>' does not apply to 'kind'"),
    Fault(rule("{ field: kind, op: \">\", value: 5 }"), "3:39", "operator '>' does not apply to 'kind'"),
    Fault(rule("{ field: score, op: \">\", value: \"5\" }"), "3:52", "expected a whole number, not '5'"),
    Fault(rule("{ field: reversible, op: ==, value: yes }"), "3:56", "expected true or false, not 'yes'"),
    Fault(rule("{ field: kind, op: ==, value: [a] }"), "3:50", "'kind' is text, not a list"),
    Fault(rule("{ field: kind, op: in, value: a }"), "3:50", "operator 'in' needs a list"),
    Fault(rule("{ field: kind, op: in, value: [] }"), "3:50", "operator 'in' needs a list"),
    Fault(rule("{ field: kind, op: ==, value: no }"), "3:50", "'no' without quotes is not text"),
    Fault(rule("{ field: level, op: ==, value: severe }"), "3:51", "'level' is never 'severe'"),
    Fault(
      rule("{ field: environment, op: ==, value: prodution }"), "3:57", "there is no environment 'prodution'"),
    Fault(
      rule("{ field: path, op: matches, value: \"[\" }"), "3:55", "invalid regular expression: unmatched '['"),
    Fault(rule("{ field: kind, op: == }"), "3:20", "a test needs 'value'"),
    Fault(rule("{ field: kind, op: ==, value: a, all: [] }"), "3:53", "unknown key 'all' in a test"),
    Fault(rule("{ all: [] }"), "3:27", "'all' needs at least one condition"),
    Fault(rule("{}"), "3:20", "a condition needs one of"),
    Fault(rule("{ all: [{ field: kind, op: ==, value: a }], any: [] }"), "3:20", "a condition needs one of"),
    Fault(rule("{ and: [] }"), "3:22", "unknown key 'and' in a condition", hint: "did you mean 'any'?"),
    Fault(rule("[]"), "3:20", "a condition must be a mapping"),
    Fault(
      rule(
        String(repeating: "{ not: ", count: 16) + "{ field: kind, op: ==, value: a }"
          + String(repeating: " }", count: 16)), "3:132", "conditions nest deeper than 16"),
    Fault(
      rule("{ field: kind, op: ==, value: a }", "action: block, reason: r"), "3:63", "unknown action 'block'"),
    Fault(rule("{ field: kind, op: ==, value: a }", "action: log"), "3:5", "a rule needs 'reason'"),
    Fault(
      rule("{ field: kind, op: ==, value: a }", "action: escalate, reason: r"), "3:5",
      "'escalate' needs the roles"),
    Fault(
      rule("{ field: kind, op: ==, value: a }", "action: reject, reason: r, roles: [a]"), "3:89",
      "'reject' takes no roles"),
    Fault(
      "version: 1\nrules:\n  - { id: a b, when: {}, action: log, reason: r }", "3:11", "a rule id has letters"
    ),
    Fault(
      "version: 1\nrules:\n  - { id: max_score, when: {}, action: log, reason: r }", "3:11",
      "'max_score' is not free"),
    Fault(
      "version: 1\nrules:\n- { id: a, when: { field: kind, op: ==, value: a }, action: log, reason: r }\n- { id: a }",
      "4:9", "duplicate rule id 'a'"),
    Fault("version: 1\nrules: {}", "2:8", "expected a list, not a mapping"),
  ]

  @Test("One fault, one message with its place", arguments: wholeFile + sections + rules)
  func faults(_ fault: Fault) {
    let failure = #expect(throws: Failure.self) { try decode(fault.text) }
    #expect(failure?.code == .configuration)
    let message = failure?.message ?? "nothing thrown"
    #expect(
      message.hasPrefix("policy.yaml:\(fault.place): ") && message.contains(fault.message), "\(message)")
    if let hint = fault.hint {
      #expect(failure?.hint?.hasPrefix(hint) == true, "\(failure?.hint ?? "no hint")")
    }
  }

  @Test("A rule whose id a pack already uses is refused with its line")
  func ruleOfPack() {
    let text =
      "version: 1\nextends: [builtin:recommended]\nrules:\n- { id: recommended-notify-medium,"
      + " when: { field: kind, op: ==, value: a }, action: log, reason: r }"
    let failure = #expect(throws: Failure.self) { try decode(text) }
    #expect(
      failure?.message == "policy.yaml:4: rule 'recommended-notify-medium' is already defined by a pack")
  }

  @Test("Files beyond the limits are refused")
  func limits() {
    let large = "version: 1\n#" + String(repeating: "x", count: 1 << 20)
    #expect(throws: Failure.self) { try decode(large) }
    let many = "version: 1\ngoverned: [" + String(repeating: "a,", count: 100_001) + "]"
    let failure = #expect(throws: Failure.self) { try decode(many) }
    #expect(failure?.message.contains("more than 100000 values") == true)
    let long = "version: 1\ngoverned: [" + String(repeating: "a,", count: 1001) + "]"
    #expect(throws: Failure(.configuration, "policy.yaml:2:11: more than 1000 entries")) { try decode(long) }
    #expect(throws: Failure.self) { try PolicyFile.decode([0x76, 0xFF], name: "p") }
    #expect(throws: Failure.self) { try PolicyFile.decode([0x00], name: "p") }
  }

  @Test("What an attacker writes into a key cannot steer a terminal")
  func hostileKey() {
    let failure = #expect(throws: Failure.self) { try decode("version: 1\n\"\\e[2Jx\": 1") }
    #expect(failure?.message.contains("\u{1B}") == false)
  }

  @Test("Damaged bytes are refused or read, and never crash")
  func mutation() {
    var generator = SeededGenerator(state: 2024)
    let bytes = Array(PolicyFileTests.example.utf8)
    var refused = 0
    for _ in 0..<600 {
      var mutant = bytes
      switch Int.random(in: 0...3, using: &generator) {
      case 0: mutant.removeLast(Int.random(in: 0..<mutant.count, using: &generator))
      case 1:
        mutant[Int.random(in: 0..<mutant.count, using: &generator)] ^=
          1 << UInt8.random(in: 0...7, using: &generator)
      case 2:
        let alphabet = Array("{}[]:,&*!|>'\"#%@`-?\n\t 0".utf8)
        mutant[Int.random(in: 0..<mutant.count, using: &generator)] =
          alphabet.randomElement(using: &generator) ?? 0
      default:
        let start = Int.random(in: 0..<mutant.count, using: &generator)
        let end = Int.random(in: start...min(mutant.count, start + 40), using: &generator)
        mutant.removeSubrange(start..<end)
      }
      do { _ = try PolicyFile.decode(mutant, name: "p") } catch { refused += 1 }
    }
    #expect(refused > 100)
  }
}

/// A generator with a fixed sequence (SplitMix64), so that a failure happens again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
