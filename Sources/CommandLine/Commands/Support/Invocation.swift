import Glibc

/// What a command is given by the process it runs in: environment, clock and standard streams.
///
/// The one place where they are read; everything below is passed what it needs.
struct Invocation: Sendable {
  /// The environment variables.
  let environment: [String: String]

  /// Now, in seconds since 1970.
  let now: Int64

  /// For durations, in nanoseconds; its zero means nothing.
  let startedAt: UInt64

  static func ofThisProcess() -> Invocation {
    Invocation(
      environment: readEnvironment(), now: Int64(clockNanoseconds(CLOCK_REALTIME) / 1_000_000_000),
      startedAt: clockNanoseconds(CLOCK_MONOTONIC))
  }

  /// Where files of the moment may live.
  var temporaryDirectory: String { environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp" }

  /// Milliseconds since the start.
  var elapsedMilliseconds: Int { Int((clockNanoseconds(CLOCK_MONOTONIC) - startedAt) / 1_000_000) }

  /// The time now, not that of the start: for a person's answer.
  func currentTime() -> Int64 { Int64(clockNanoseconds(CLOCK_REALTIME) / 1_000_000_000) }
}

private func clockNanoseconds(_ clock: clockid_t) -> UInt64 {
  var time = timespec()
  unsafe clock_gettime(clock, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

private func readEnvironment() -> [String: String] {
  var variables: [String: String] = [:]
  var entry = unsafe environ
  while let text = unsafe entry.pointee {
    let line = unsafe String(cString: text)
    // By bytes: as characters, a mark after the sign would be one with it.
    if let equals = line.utf8.firstIndex(of: UInt8(ascii: "=")) {
      variables[String(line[..<equals])] = String(line[line.utf8.index(after: equals)...])
    }
    unsafe entry += 1
  }
  return variables
}
