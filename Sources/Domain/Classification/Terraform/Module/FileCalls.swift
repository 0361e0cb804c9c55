import HCL

/// Finds what calls of `file()`, `templatefile()`, `fileexists()` and the like name outright, so that it can be read beforehand.
struct FileCalls {
  /// The functions whose first argument is the path of one file.
  static let functions: Set<String> = [
    "file", "filebase64", "fileexists", "templatefile", "filemd5", "filesha1", "filesha256", "filesha512",
    "filebase64sha256", "filebase64sha512",
  ]

  /// The paths, from the module's directory or from that of the root module.
  private(set) var paths: [Path] = []

  /// The sets of files that calls of `fileset()` name outright.
  private(set) var sets: [FileSet] = []

  struct Path: Hashable, Sendable {
    let text: String
    /// Whether it starts with `path.root`, which is the module itself only where it is the root.
    var isFromRoot = false
  }

  /// The files below a directory that match a pattern.
  struct FileSet: Hashable, Sendable {
    let directory: Path
    let pattern: String
  }

  init(in body: HCL.Body) {
    var bodies = [body]
    while let body = bodies.popLast() {
      for attribute in body.attributes { attribute.expression.forEachCall { read($0) } }
      bodies += body.blocks.map(\.body)
    }
  }

  private mutating func read(_ call: HCL.FunctionCall) {
    guard let argument = call.arguments.first?.unwrapped, let path = Self.path(argument) else { return }
    switch call.name {
    case _ where Self.functions.contains(call.name): paths.append(path)
    case "fileset":
      if call.arguments.count == 2, let pattern = call.arguments[1].literalString {
        sets.append(FileSet(directory: path, pattern: pattern))
      }
    default: break
    }
  }

  /// `"${path.module}/x"`, `path.module` or `"x"`; anything else hangs on names that may have several values.
  static func path(_ expression: HCL.Expression) -> Path? {
    switch expression.kind {
    case .string(let text): return text.hasPrefix("/") ? nil : Path(text: text)
    case .traversal(let traversal): return origin(traversal.leadingNames, "")
    case .template(let parts):
      guard parts.count == 2, case .interpolation(let base) = parts[0], case .literal(let rest) = parts[1] else {
        return nil
      }
      return origin(base.traversal?.leadingNames ?? [], rest)
    default: return nil
    }
  }

  private static func origin(_ names: [String], _ rest: String) -> Path? {
    switch names {
    case ["path", "module"]: Path(text: "." + rest)
    case ["path", "root"]: Path(text: "." + rest, isFromRoot: true)
    default: nil
    }
  }
}
