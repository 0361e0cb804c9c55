/// Reads the module lists out of the text of Package.swift.
///
/// The manifest declares every module by one of five calls, so its text is read instead of asking SwiftPM, which takes a
/// second and a lock on the build directory. ``ArchitectureTests`` compares the result with the folders of Sources/.
enum ManifestReader {
  static func read(_ manifest: String) -> PackageMap {
    var map = PackageMap(modules: [])
    for call in targetCalls(withoutComments(manifest)) {
      guard let module = module(of: call) else { continue }
      map.modules.append(module)
      map.products.formUnion(products(call))
    }
    return map
  }

  /// One call of a function that makes a target, with its arguments as they are written.
  private struct Call {
    let function: String
    let arguments: [String]

    func argument(_ label: String) -> String? {
      arguments.first { $0.hasPrefix(label + ":") }.map { String($0.dropFirst(label.count + 1)) }
    }

    var unlabelled: [String] { arguments.filter { $0.firstMatch(of: /^\w+:/) == nil } }
  }

  private static func module(of call: Call) -> Module? {
    switch call.function {
    case "module":
      let floors: [String: Floor] = [
        ".system": .system, ".languages": .languages, ".domain": .domain, ".adapters": .adapters,
        ".pipeline": .pipeline, ".commandLine": .commandLine,
      ]
      guard call.unlabelled.count >= 2, let floor = floors[call.unlabelled[0]],
        let name = literals(call.unlabelled[1]).first
      else { return nil }
      let list = call.unlabelled.count > 2 ? call.unlabelled[2] : ""
      return Module(name: name, floor: floor, dependencies: names(list))
    case "systemLibrary":
      guard let name = call.unlabelled.first.flatMap({ literals($0).first }) else { return nil }
      return Module(name: name, floor: .system, language: .c)
    case "tests":
      guard let name = call.unlabelled.first.flatMap({ literals($0).first }) else { return nil }
      return Module(name: name + "Tests", floor: nil, dependencies: names(call.unlabelled.dropFirst().first ?? ""))
    default:
      return target(call)
    }
  }

  /// A target written out: the executable, the C target of the release link, and what the tests share.
  private static func target(_ call: Call) -> Module? {
    guard let name = call.argument("name").flatMap({ literals($0).first }) else { return nil }
    let path = call.argument("path").flatMap { literals($0).first } ?? ""
    let floor = path.firstMatch(of: /^Sources\/(\w+)\//).flatMap { Floor(rawValue: String($0.1)) }
    // A target on the bottom floor without our Swift settings is a C target: the linker needs it, nobody imports it.
    let isC = floor == .system && call.argument("swiftSettings") == nil
    return Module(
      name: name, floor: floor, dependencies: names(call.argument("dependencies") ?? ""),
      language: isC ? .c : .swift, isLinkedOnly: isC)
  }

  /// The module and product names of a dependency list, both branches of a condition included.
  private static func names(_ list: String) -> Set<String> {
    Set(literals(list.replacing(productCall) { "\"\($0.1)\"" }))
  }

  private static func products(_ call: Call) -> [String] {
    call.arguments.flatMap { $0.matches(of: productCall).map { String($0.1) } }
  }

  private static var productCall: Regex<(Substring, Substring)> {
    /\.product\(\s*name:\s*"(\w+)"\s*,\s*package:\s*"[\w-]+"\s*\)/
  }

  private static func literals(_ text: String) -> [String] { text.matches(of: /"([^"]*)"/).map { String($0.1) } }

  private static func withoutComments(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.firstMatch(of: /^\s*\/\//) == nil ? String($0) : "" }.joined(separator: "\n")
  }

  /// The calls that make targets, in the list after `targets:`.
  private static func targetCalls(_ text: String) -> [Call] {
    guard let package = text.firstRange(of: "let package"),
      let targets = text[package.upperBound...].matches(of: /\btargets:\s*\[\s*\n/).last
    else { return [] }
    let list = text[targets.range.upperBound...]
    let start = /(?<function>\.target|\.executableTarget|\bmodule|\bsystemLibrary|\btests)\(/
    return list.matches(of: start).map { match in
      Call(function: String(match.function), arguments: arguments(list[match.range.upperBound...]))
    }
  }

  /// The arguments up to the parenthesis that closes the call.
  private static func arguments(_ text: Substring) -> [String] {
    var arguments: [String] = []
    var current = ""
    var depth = 0
    var inString = false
    for character in text {
      if character == "\"" { inString.toggle() }
      if !inString {
        if "([{".contains(character) { depth += 1 }
        if ")]}".contains(character) { depth -= 1 }
        if depth < 0 { break }
        if character == ",", depth == 0 {
          arguments.append(current)
          current = ""
          continue
        }
      }
      current.append(character)
    }
    return (arguments + [current]).map { argument in
      String(argument.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
    .filter { !$0.isEmpty }
  }
}
