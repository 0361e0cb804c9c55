/// Runs shell scripts as far as they are literal (POSIX.1-2024, "Shell Command Language"): quotes, lists, pipes,
/// here-documents, variables and arrays with literal values, loops over literal words, functions, `sh -c`, `eval` and the
/// files that it reads with `.`.
///
/// Branches are not followed: a command within one counts as run. What is not known before the script runs stays as it is
/// written.
struct ShellScript {
  /// The commands in their order.
  private(set) var commands: [LiteralCommand] = []
  /// The files that it writes, with what is written into them.
  private(set) var files: [WrittenFile] = []

  /// Whether there was more than is followed.
  private(set) var isTruncated = false
  /// Whether a quote, a brace or a parenthesis is never closed, so that what follows may be read wrongly.
  private(set) var isUnterminated = false

  private var variables = ShellVariables()
  private var functions = ShellFunctions()
  private var called: Set<String> = []
  /// The functions that run at this moment, each as often as it was entered.
  private var active: [String: Int] = [:]
  private var isProgram = false
  private var steps = 0
  private var depth = 0
  /// Gives the content of a file that the script reads with `.`, by its path as far as it is written out.
  private let sourcing: (String) -> [UInt8]?
  private var sourced: Set<String> = []
  /// The functions of files that were read: nobody calls them but this script.
  private var foreign: Set<String> = []
  /// The line of the script that reads another file, or calls a function of one; what that runs stands there.
  private var readingLine: Int?

  static let limit = 20_000
  /// Statements that are looked at, those of functions each time that they are called.
  private static let stepLimit = 100_000
  /// Functions within functions, scripts within `sh -c`.
  private static let depthLimit = 16
  /// A function that calls itself goes round once more with what it hands on.
  private static let turns = 2
  /// The files that one script reads; people write up to five.
  private static let sourcedLimit = 32

  private init(sourcing: @escaping (String) -> [UInt8]?) { self.sourcing = sourcing }

  static func commands(in bytes: [UInt8], firstLine: Int = 1) -> [LiteralCommand] {
    run(bytes, firstLine: firstLine).commands
  }

  static func run(
    _ bytes: [UInt8], firstLine: Int = 1, sourcing: @escaping (String) -> [UInt8]? = { _ in nil }
  ) -> ShellScript {
    var script = ShellScript(sourcing: sourcing)
    script.run(LiteralCommand.Text(bytes: bytes, line: firstLine))
    // A function that nobody here calls is there for somebody else.
    for name in script.functions.names where !script.called.contains(name) && !script.foreign.contains(name) {
      script.call(name, [], line: firstLine)
    }
    if script.variables.isExhausted { script.isTruncated = true }
    return script
  }

  private mutating func run(_ text: LiteralCommand.Text) {
    guard depth < Self.depthLimit else {
      isTruncated = true
      return
    }
    depth += 1
    defer { depth -= 1 }
    var lexer = ShellLexer(text)
    var printed: LiteralCommand.Text?
    while let statement = lexer.next() {
      steps += 1
      guard steps <= Self.stepLimit, commands.count < Self.limit else {
        isTruncated = true
        return
      }
      switch statement {
      case .function(let name, let body):
        functions.define(name, body)
        if readingLine == nil { foreign.remove(name) } else { foreign.insert(name) }
      case .command(let parts):
        printed = run(parts, reading: parts.isPiped ? printed : nil)
      }
    }
    if lexer.isUnterminated { isUnterminated = true }
  }

  /// Runs one statement; gives back what it prints, where that is known.
  private mutating func run(_ parts: ShellStatement, reading piped: LiteralCommand.Text?) -> LiteralCommand.Text? {
    guard let first = parts.words.first else { return nil }
    if first == "for", parts.words.count > 3, parts.words[2] == "in" {
      let values = parts.words.dropFirst(3).flatMap { variables.values(of: $0) }
      variables.assign(parts.words[1], to: values)
      functions.note(parts.words[1], holds: values)
      return nil
    }
    if parts.words.allSatisfy(LiteralCommand.isAssignment) {
      parts.words.forEach { assign($0, parts.list) }
      return nil
    }
    if ["export", "local", "readonly", "declare", "typeset"].contains(first) {
      for word in parts.words.dropFirst() where !word.hasPrefix("-") {
        if first != "export", first != "readonly" { variables.hide(String(word.prefix { $0 != "=" })) }
        if LiteralCommand.isAssignment(word) { assign(word, parts.list) }
      }
      return nil
    }
    let input = parts.document.map { LiteralCommand.Text(bytes: variables.filled($0.bytes), line: $0.line) } ?? piped
    var printed: LiteralCommand.Text?
    for words in variables.alternatives(parts.words) where !words.isEmpty {
      var command = LiteralCommand(words: words, line: readingLine ?? parts.line, input: input)
      command.dropPrefixes()
      // `command` and programs that start others do not call functions.
      let dropped = words.prefix(words.count - command.words.count)
      isProgram = dropped.contains { ["command", "sudo", "doas", "exec", "env"].contains($0) }
      printed = run(command, writing: parts.target)
    }
    return printed
  }

  private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "zsh", "ksh"]

  private mutating func run(_ command: LiteralCommand, writing target: String?) -> LiteralCommand.Text? {
    let arguments = command.arguments
    switch command.name {
    case let name where !isProgram && functions[name] != nil && command.words.first == name:
      call(name, arguments, line: command.line)
    case ".", "source": read(arguments.first ?? "", command)
    case "eval": run(text(arguments.joined(separator: " "), command))
    case let name where Self.shells.contains(name):
      if let place = arguments.firstIndex(where: { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.hasSuffix("c") }),
        place + 1 < arguments.count
      {
        let outer = variables
        variables.setArguments(Array(arguments[(place + 1)...].dropFirst(2)))
        run(text(arguments[place + 1], command))
        variables = outer
      } else if let input = command.input, arguments.allSatisfy({ $0.hasPrefix("-") }) {
        run(input)
      }
    case "su", "runuser":
      if let place = arguments.firstIndex(where: { $0 == "-c" || $0 == "--command" }), place + 1 < arguments.count {
        run(text(arguments[place + 1], command))
      }
    // What runs on another host is as dangerous there.
    case "ssh": run(text(Self.remote(arguments).joined(separator: " "), command))
    case "echo", "printf":
      let printed = text(Self.printed(arguments), command)
      write(printed, to: target)
      return printed
    case "xargs":
      for words in Self.filled(arguments, with: command.input) {
        commands.append(LiteralCommand(words: words, line: command.line))
      }
    case "cat":
      guard arguments.allSatisfy({ $0 == "-" }) else { return nil }
      if let input = command.input { write(input, to: target) }
      return command.input
    case "tee":
      if let input = command.input {
        for path in arguments where !path.hasPrefix("-") { write(input, to: path) }
      }
      return command.input
    default: commands.append(command)
    }
    return nil
  }

  private mutating func assign(_ word: String, _ list: [String]?) {
    let name = variables.assign(word, list)
    functions.note(name, holds: [word] + (list ?? []))
  }

  /// Runs a file in this shell. What stands before the last value that is not known is the directory of the script, as
  /// everybody writes it: `"$(dirname "$0")/ports.sh"`.
  private mutating func read(_ path: String, _ command: LiteralCommand) {
    var name = path[...]
    if let dollar = name.lastIndex(of: "$") {
      name = name[(name[dollar...].lastIndex { $0 == ")" || $0 == "}" } ?? dollar)...].drop { $0 != "/" }
    }
    while name.hasPrefix("./") || name.hasPrefix("/") { name = name.dropFirst(name.hasPrefix("/") ? 1 : 2) }
    guard sourced.count < Self.sourcedLimit, !name.isEmpty, sourced.insert(String(name)).inserted,
      let bytes = sourcing(String(name))
    else { return }
    let outer = readingLine
    readingLine = command.line
    run(LiteralCommand.Text(bytes: bytes, line: command.line))
    readingLine = outer
  }

  /// Runs a function. One that has nothing to do with a firewall runs once, for the variables that it sets.
  private mutating func call(_ name: String, _ arguments: [String], line: Int) {
    let isFirst = called.insert(name).inserted
    guard let body = functions[name], active[name, default: 0] < Self.turns,
      isFirst || functions.isRelevant(name) || functions.areRelevant(arguments)
    else { return }
    active[name, default: 0] += 1
    variables.enter(arguments)
    let outer = readingLine
    if foreign.contains(name) { readingLine = line }
    run(body)
    readingLine = outer
    variables.leave()
    active[name, default: 1] -= 1
  }

  /// Options of ssh(1) that have a value.
  private static let sshValues = Set("BbcDEeFIiJLlmOopQRSWw")

  /// The command behind the options and the host of `ssh`.
  private static func remote(_ arguments: [String]) -> ArraySlice<String> {
    var rest = arguments[...]
    while let option = rest.first, option.hasPrefix("-") {
      rest = rest.dropFirst(option.count == 2 && option.last.map(sshValues.contains) == true ? 2 : 1)
    }
    return rest.dropFirst()
  }

  /// The command of `xargs` with every word that it reads; one that is not known where it reads nothing that is.
  private static func filled(_ arguments: [String], with input: LiteralCommand.Text?) -> [[String]] {
    var rest = arguments[...]
    var mark: String?
    while let option = rest.first, option.hasPrefix("-") {
      rest = rest.dropFirst()
      if option == "-I" || option == "-i" {
        mark = rest.popFirst()
      } else if option.hasPrefix("-I") {
        mark = String(option.dropFirst(2))
      } else if ["-n", "-P", "-L", "-d", "-s"].contains(option) {
        rest = rest.dropFirst()
      }
    }
    let words = Array(rest)
    let values = input.map {
      String(decoding: $0.bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
    }
    return (values ?? ["$input"]).prefix(256).map { value in
      mark.map { mark in words.map { $0.replacing(mark, with: value) } } ?? words + [value]
    }
  }

  private func text(_ text: String, _ command: LiteralCommand) -> LiteralCommand.Text {
    LiteralCommand.Text(bytes: Array(text.utf8), line: command.line)
  }

  /// What `echo` and `printf` print.
  private static func printed(_ arguments: [String]) -> String {
    let words = arguments.drop { ["-e", "-n", "-E", "-ne", "-en"].contains($0) }
    return words.joined(separator: " ").replacing("\\n", with: "\n").replacing("\\t", with: "\t") + "\n"
  }

  private mutating func write(_ text: LiteralCommand.Text, to target: String?) {
    guard let target else { return }
    let path = variables.values(of: target).first ?? target
    if let known = files.firstIndex(where: { $0.path == path }) {
      files[known].text.bytes += text.bytes
    } else {
      files.append(WrittenFile(path: path, text: text))
    }
  }
}
