import Findings
import Glibc

/// The standard streams: data on stdout, words for people on stderr.
enum Terminal {
  /// Writes data to standard output. A reader that has gone away is no error: `gatehouse kinds | head`.
  ///
  /// - Throws: `storage` where it cannot be written, as to a full disk: a report that is cut short is none.
  static func output(_ bytes: [UInt8]) throws(Failure) {
    let reason = Files.put(bytes, to: STDOUT_FILENO)
    guard reason == 0 || reason == EPIPE else {
      throw Failure(
        .storage, unsafe "standard output cannot be written: \(String(cString: strerror(reason)))",
        hint: "make room where it goes to, and run it again")
    }
  }

  /// Writes data to standard output.
  static func output(_ text: String) throws(Failure) { try output(Array(text.utf8)) }

  /// Writes a line or a page for a person; whatever it was made from steers no terminal.
  static func note(_ text: String) {
    let page = DisplayText.escapingPage(text, coloured: true)
    _ = Files.put(Array((page.hasSuffix("\n") ? page : page + "\n").utf8), to: STDERR_FILENO)
  }

  /// Writes over the line that the cursor of a terminal stands in; an empty text only takes it away.
  static func overwriteLine(_ text: String) { _ = Files.put(Array("\r\u{1B}[K\(text)".utf8), to: STDERR_FILENO) }

  /// Whether whoever reads standard output is still there.
  static var outputIsOpen: Bool {
    var polled = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return unsafe poll(&polled, 1, 0) <= 0 || polled.revents & Int16(POLLERR | POLLNVAL) == 0
  }

  /// Writes a failure as `error:` and `hint:`, a line each.
  static func report(_ failure: Failure) {
    note(
      Failure(
        failure.code, DisplayText.escaping(failure.message), hint: failure.hint.map { DisplayText.escaping($0) }
      ).description)
  }

  /// Whether a person sees what is written to standard error.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether a person types into standard input and sees standard error.
  static var isInteractive: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Whether standard input comes from another program, as git's to a hook does.
  static var inputIsPipe: Bool {
    var status = stat()
    guard unsafe fstat(STDIN_FILENO, &status) == 0 else { return false }
    return status.st_mode & S_IFMT == S_IFIFO || status.st_mode & S_IFMT == S_IFSOCK
  }

  /// Opens what is closed of the three standard streams on nothing: else the next file that is opened takes the number,
  /// and words for people end up in it.
  static func openStandardStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is this one.
      _ = unsafe open("/dev/null", O_RDWR)
    }
  }

  /// Everything on standard input.
  static func readInput(limit: Int) throws(Failure) -> [UInt8] {
    try Files.readAll(STDIN_FILENO, "standard input", limit: limit)
  }

  /// A line that a person types; `nil` at the end of input.
  static func readAnswer(_ prompt: String) -> String? {
    _ = Files.put(Array(prompt.utf8), to: STDERR_FILENO)
    return readLine(strippingNewline: true)
  }
}

/// When output is coloured.
enum ColourChoice: String, CaseIterable, Sendable {
  case auto
  case always
  case never

  /// Follows the terminal, `NO_COLOR` (no-color.org) and `TERM=dumb`.
  func isOn(_ environment: [String: String]) -> Bool {
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      let refused = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
      return !refused && environment["TERM"] != "dumb" && Terminal.errorIsTerminal
    }
  }
}
