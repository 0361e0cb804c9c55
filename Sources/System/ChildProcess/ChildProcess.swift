import CSpawn
import Glibc

/// A child process with pipes on its standard streams, made with `posix_spawn`.
///
/// The one place that starts programs. It costs 1.5 ms a start, half of what the subprocess libraries cost, and needs
/// no Foundation; a hook's whole budget is a few of these.
public struct ChildProcess: ~Copyable {
  /// What the child's standard input is.
  public enum StandardInput: Sendable {
    /// These bytes, then end of file.
    case bytes([UInt8])
    /// Our own standard input: for a program that may ask a person, such as `ssh-keygen` for a passphrase.
    case inherited
    /// A pipe that stays open for ``write(_:)``.
    case pipe
  }

  /// What becomes of the child's standard error.
  public enum StandardError: Sendable {
    case captured
    case inherited
  }

  /// What a finished child left.
  public struct Outcome: Sendable {
    public let status: Status
    public let standardOutput: [UInt8]
    public let standardError: [UInt8]

    /// Whether the child exited with status 0.
    public var succeeded: Bool { status == .exited(0) }
  }

  /// How a child ended.
  public enum Status: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
  }

  /// -1 once the child has been waited for.
  private var identifier: pid_t
  /// Each -1 where there is no pipe, or no longer one.
  private var input: Int32
  private var output: Int32
  private var errors: Int32

  /// Starts `executable`, looked up on the `PATH` of this process unless it holds a slash.
  ///
  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - environment: the child's whole environment, as name and value.
  ///   - directory: the child's working directory; ours when `nil`.
  public init(
    starting executable: String, _ arguments: [String], environment: [String: String], directory: String? = nil,
    standardInput: StandardInput = .bytes([]), standardError: StandardError = .captured
  ) throws(ChildProcessError) {
    Self.ignoreBrokenPipes
    var pipes = Pipes()
    do {
      if case .inherited = standardInput {} else { pipes.input = try Pipes.open() }
      pipes.output = try Pipes.open()
      if standardError == .captured { pipes.errors = try Pipes.open() }
      identifier = try spawn(executable, arguments, environment: environment, directory: directory, pipes: pipes)
    } catch {
      pipes.closeAll()
      throw error
    }
    pipes.closeChildEnds()
    input = pipes.input?.write ?? -1
    output = pipes.output?.read ?? -1
    errors = pipes.errors?.read ?? -1
  }

  /// Leaves no process behind: closes the pipes, at which a well-behaved child ends, and waits for it.
  deinit {
    for descriptor in [input, output, errors] where descriptor >= 0 { close(descriptor) }
    guard identifier > 0 else { return }
    while waitpid(identifier, nil, 0) < 0, errno == EINTR {}
  }

  /// Runs a program to its end and gives what it wrote.
  public static func run(
    _ executable: String, _ arguments: [String], environment: [String: String], directory: String? = nil,
    standardInput: StandardInput = .bytes([]), standardError: StandardError = .captured
  ) throws(ChildProcessError) -> Outcome {
    let child = try ChildProcess(
      starting: executable, arguments, environment: environment, directory: directory,
      standardInput: standardInput, standardError: standardError)
    if case .bytes(let bytes) = standardInput { return try child.finish(sending: bytes) }
    return try child.finish()
  }

  /// Writes all of `bytes` to the child's standard input, which must be a pipe.
  public func write(_ bytes: [UInt8]) throws(ChildProcessError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(input, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        throw ChildProcessError(call: "write", code: errno)
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Reads up to `count` bytes of the child's standard output; empty at its end.
  public func read(upTo count: Int) throws(ChildProcessError) -> [UInt8] {
    try readAvailable(output, upTo: count)
  }

  /// Reads up to `count` bytes of the child's standard output, and into `complaints` what it wrote to its standard error
  /// meanwhile, so that it never waits for us; empty at the end of the output, when `complaints` is complete.
  public func read(upTo count: Int, complaints: inout [UInt8]) throws(ChildProcessError) -> [UInt8] {
    var errorsOpen = errors >= 0
    while true {
      var polled = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorsOpen ? errors : -1, events: Int16(POLLIN), revents: 0),
      ]
      let ready = unsafe polled.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, nfds_t($0.count), -1) }
      if ready < 0 {
        if errno == EINTR { continue }
        throw ChildProcessError(call: "poll", code: errno)
      }
      if polled[1].revents != 0 {
        let chunk = try readAvailable(errors, upTo: readSize)
        errorsOpen = !chunk.isEmpty
        complaints += chunk
      } else if polled[0].revents != 0 {
        let chunk = try readAvailable(output, upTo: count)
        guard chunk.isEmpty, errorsOpen else { return chunk }
        while case let rest = try readAvailable(errors, upTo: readSize), !rest.isEmpty { complaints += rest }
        return []
      }
    }
  }

  /// Sends `bytes`, closes the child's input, reads both outputs to their end and waits.
  ///
  /// Reading and writing alternate, so neither side can block the other however much they say.
  public consuming func finish(sending bytes: [UInt8] = []) throws(ChildProcessError) -> Outcome {
    var pending = bytes[...]
    var captured: [UInt8] = []
    var complaints: [UInt8] = []
    var inputOpen = input >= 0
    var outputOpen = output >= 0
    var errorsOpen = errors >= 0
    if inputOpen { setNonBlocking(input) }
    while inputOpen || outputOpen || errorsOpen {
      if inputOpen, pending.isEmpty {
        close(input)
        input = -1
        inputOpen = false
        continue
      }
      var polled = [
        pollfd(fd: inputOpen ? input : -1, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: outputOpen ? output : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errorsOpen ? errors : -1, events: Int16(POLLIN), revents: 0),
      ]
      let ready = unsafe polled.withUnsafeMutableBufferPointer { unsafe poll($0.baseAddress, nfds_t($0.count), -1) }
      if ready < 0 {
        if errno == EINTR { continue }
        throw ChildProcessError(call: "poll", code: errno)
      }
      if polled[0].revents != 0 {
        let written = unsafe pending.withUnsafeBytes { unsafe Glibc.write(input, $0.baseAddress, $0.count) }
        if written >= 0 {
          pending = pending.dropFirst(written)
        } else if errno == EPIPE {
          // The child stopped listening; its exit status says whether that was all right.
          pending = []
        } else if errno != EINTR, errno != EAGAIN {
          throw ChildProcessError(call: "write", code: errno)
        }
      }
      if polled[1].revents != 0 {
        let chunk = try readAvailable(output, upTo: readSize)
        outputOpen = !chunk.isEmpty
        captured += chunk
      }
      if polled[2].revents != 0 {
        let chunk = try readAvailable(errors, upTo: readSize)
        errorsOpen = !chunk.isEmpty
        complaints += chunk
      }
    }
    return Outcome(status: try wait(), standardOutput: captured, standardError: complaints)
  }

  private mutating func wait() throws(ChildProcessError) -> Status {
    for descriptor in [input, output, errors] where descriptor >= 0 { close(descriptor) }
    (input, output, errors) = (-1, -1, -1)
    var raw: Int32 = 0
    while unsafe waitpid(identifier, &raw, 0) < 0 {
      guard errno == EINTR else { throw ChildProcessError(call: "waitpid", code: errno) }
    }
    identifier = -1
    // The macros WIFEXITED, WEXITSTATUS and WTERMSIG are not imported; these are their definitions on Linux.
    return raw & 0x7F == 0 ? .exited(raw >> 8 & 0xFF) : .signalled(raw & 0x7F)
  }

  /// A child that stops reading must give an error here and not end this process.
  private static let ignoreBrokenPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()
}

/// A system call that failed while a child was started or spoken to.
public struct ChildProcessError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The call, or the program that could not be started.
  public let call: String
  /// The `errno`.
  public let code: Int32

  public var description: String { unsafe "\(call): \(String(cString: strerror(code)))" }
}

/// The size of one read, that of a Linux pipe.
private let readSize = 65536

private func readAvailable(_ descriptor: Int32, upTo count: Int) throws(ChildProcessError) -> [UInt8] {
  var failure: Int32 = 0
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    while true {
      let received = unsafe Glibc.read(descriptor, buffer.baseAddress, count)
      if received < 0, errno == EINTR { continue }
      if received < 0 { failure = errno }
      initialized = max(0, received)
      return
    }
  }
  guard failure == 0 else { throw ChildProcessError(call: "read", code: failure) }
  return bytes
}

private func setNonBlocking(_ descriptor: Int32) {
  _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
}

/// The pipes between us and a child that is being started.
private struct Pipes {
  struct Ends {
    var read: Int32
    var write: Int32
  }

  var input: Ends?
  var output: Ends?
  var errors: Ends?

  static func open() throws(ChildProcessError) -> Ends {
    var descriptors: [Int32] = [-1, -1]
    // Closed on exec, so that no other child inherits an end and keeps a pipe open.
    let status = unsafe descriptors.withUnsafeMutableBufferPointer { unsafe pipe2($0.baseAddress, O_CLOEXEC) }
    guard status == 0 else { throw ChildProcessError(call: "pipe2", code: errno) }
    return Ends(read: descriptors[0], write: descriptors[1])
  }

  func closeChildEnds() {
    if let input { close(input.read) }
    if let output { close(output.write) }
    if let errors { close(errors.write) }
  }

  func closeAll() {
    for ends in [input, output, errors] {
      guard let ends else { continue }
      close(ends.read)
      close(ends.write)
    }
  }
}

private func spawn(
  _ executable: String, _ arguments: [String], environment: [String: String], directory: String?, pipes: Pipes
) throws(ChildProcessError) -> pid_t {
  var actions = unsafe posix_spawn_file_actions_t()
  var attributes = posix_spawnattr_t()
  unsafe posix_spawn_file_actions_init(&actions)
  unsafe posix_spawnattr_init(&attributes)
  defer {
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
  }
  if let input = pipes.input { unsafe posix_spawn_file_actions_adddup2(&actions, input.read, STDIN_FILENO) }
  if let output = pipes.output { unsafe posix_spawn_file_actions_adddup2(&actions, output.write, STDOUT_FILENO) }
  if let errors = pipes.errors { unsafe posix_spawn_file_actions_adddup2(&actions, errors.write, STDERR_FILENO) }
  if let directory { unsafe posix_spawn_file_actions_addchdir_np(&actions, directory) }
  // We ignore these; children expect the default.
  var defaults = sigset_t()
  unsafe sigemptyset(&defaults)
  unsafe sigaddset(&defaults, SIGPIPE)
  unsafe sigaddset(&defaults, SIGXFSZ)
  unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
  unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

  var argv: [UnsafeMutablePointer<CChar>?] = unsafe ([executable] + arguments).map { unsafe strdup($0) } + [nil]
  var envp: [UnsafeMutablePointer<CChar>?] =
    unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") } + [nil]
  defer { unsafe (argv + envp).forEach { unsafe free($0) } }
  var identifier: pid_t = 0
  let status = unsafe posix_spawnp(&identifier, executable, &actions, &attributes, &argv, &envp)
  guard status == 0 else { throw ChildProcessError(call: executable, code: status) }
  return identifier
}
