import YAML

/// The commands of a cloud-init file (docs.cloud-init.io, "Runcmd", "Bootcmd").
enum CloudConfig {
  static func commands(in document: YAMLNode) -> [LiteralCommand] {
    ["bootcmd", "runcmd"].flatMap { key in
      (document[key]?.elements ?? []).flatMap { item -> [LiteralCommand] in
        // A list is run as it stands, a text by the shell.
        if item.isSequence {
          var command = LiteralCommand(words: item.elements.map { $0.text ?? $0.canonical }, line: item.line)
          if command.words.count > 2, ["sh", "bash"].contains(command.name), command.words[1].hasPrefix("-"),
            command.words[1].hasSuffix("c")
          {
            return ShellScript.commands(in: Array(command.words[2].utf8)).map { at($0, item) }
          }
          command.dropPrefixes()
          return [command]
        }
        guard let text = item.text else { return [] }
        return ShellScript.commands(in: Array(text.utf8)).map { at($0, item) }
      }
    }
  }

  /// A text in a block begins in the line after its sign; in other styles its lines are not those of the file.
  static func at(_ command: LiteralCommand, _ node: YAMLNode) -> LiteralCommand {
    LiteralCommand(words: command.words, line: node.line + command.line - 1, input: command.input)
  }
}
