import HCL

/// Finds what calls of `file()`, `templatefile()` and `fileexists()` name outright, so that it can be read beforehand.
enum FileCalls {
  static func paths(in body: HCL.Body) -> [String] {
    var paths: [String] = []
    var bodies = [body]
    while let body = bodies.popLast() {
      for attribute in body.attributes { attribute.expression.forEachCall { read($0, into: &paths) } }
      bodies += body.blocks.map(\.body)
    }
    return paths
  }

  private static func read(_ call: HCL.FunctionCall, into paths: inout [String]) {
    guard ["file", "templatefile", "fileexists"].contains(call.name), let argument = call.arguments.first,
      let path = path(argument.unwrapped)
    else { return }
    paths.append(path)
  }

  /// `"${path.module}/x"` or `"x"`; anything else hangs on names that may have several values.
  private static func path(_ expression: HCL.Expression) -> String? {
    switch expression.kind {
    case .string(let text): return text.hasPrefix("/") ? nil : text
    case .template(let parts):
      guard parts.count == 2, case .interpolation(let base) = parts[0], case .literal(let rest) = parts[1],
        base.traversal?.leadingNames == ["path", "module"]
      else { return nil }
      return "." + rest
    default: return nil
    }
  }
}
