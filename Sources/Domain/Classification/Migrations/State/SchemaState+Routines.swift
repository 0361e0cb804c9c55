import SQL

extension SchemaState {
  /// The code that a call of `routine` runs, with that of every known routine which that code names.
  func routines(calledBy routine: QualifiedName) -> [DynamicBlock] {
    guard let code = routines[ObjectKey(routine)] else { return [] }
    return [code] + routines(calledIn: code.body)
  }

  /// The code of every known routine that `code` names, or that one of these names.
  ///
  /// Names are looked for as words, so that one in a string counts as well: it may be called from there.
  func routines(calledIn code: String) -> [DynamicBlock] {
    var called: [ObjectKey: DynamicBlock] = [:]
    var texts = [code]
    while let text = texts.popLast() {
      let words = Set(
        text.utf8.split { !($0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") || $0 >= 0x80) }
          .map { String(decoding: Array($0).asciiLowercased, as: UTF8.self) })
      for (key, routine) in routines where called[key] == nil && words.contains(key.name.lowercased()) {
        called[key] = routine
        texts.append(routine.body)
      }
    }
    return called.sorted { $0.key.name < $1.key.name }.map(\.value)
  }
}
