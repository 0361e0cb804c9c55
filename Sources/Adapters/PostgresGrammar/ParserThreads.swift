import CPgQuery
import Glibc

/// What libpg_query answered for one text.
enum GrammarReply: Sendable {
  /// The parse tree as JSON.
  case tree([UInt8])
  /// The text does not follow the grammar; `character` counts characters from 1, 0 when unknown.
  case failure(message: String, character: Int)
  /// No thread could be started.
  case unavailable
}

/// Runs libpg_query on threads with a big stack, as many as parse at the same time and never more.
///
/// The library writes its tree by recursion and checks no depth: `SELECT 1+1+…` with some 70 000 terms
/// overflows the 8 MB of a main thread. 256 MB hold more than a million levels, above what ``PostgresParser``
/// lets through. The stack is only address space until it is used.
///
/// There is one set of threads in a process and they never end, because of what the library leaves behind: the
/// first parse on a thread makes a thread-specific key that nothing deletes (`pg_query_init` in its pg_query.c).
/// A process has 1 024 of them (`PTHREAD_KEYS_MAX`); once they are used up, whoever needs one fails, libgit2's
/// start first, which then has no place for its words either.
///
/// Every field is read and written under the mutex only, which is what makes it safe to share.
@safe final class ParserThreads: @unchecked Sendable {
  /// The threads of this process.
  static let shared = ParserThreads()

  /// The stack of a thread in bytes.
  private static let stackBytes = 256 << 20

  /// A text and, in time, the answer.
  private final class Request {
    let text: [UInt8]
    var reply: GrammarReply?

    init(_ text: [UInt8]) { self.text = text }
  }

  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  /// Signalled for every request, to the threads that wait for one.
  private let requested = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// Signalled for every reply, to all callers: each looks at its own request.
  private let replied = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var requests: [Request] = []
  private var threads = 0
  private var idle = 0

  private init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(requested, nil)
    unsafe pthread_cond_init(replied, nil)
  }

  /// The library's answer for `text`, which holds no NUL byte.
  func parse(_ text: [UInt8]) -> GrammarReply {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    if requests.count >= idle, startThread() { threads += 1 }
    guard threads > 0 else { return .unavailable }
    let request = Request(text)
    requests.append(request)
    unsafe pthread_cond_signal(requested)
    while true {
      if let reply = request.reply { return reply }
      unsafe pthread_cond_wait(replied, mutex)
    }
  }

  /// The body of a thread: answers requests for as long as the process lives.
  private func serve() -> Never {
    unsafe pthread_mutex_lock(mutex)
    while true {
      while requests.isEmpty {
        idle += 1
        unsafe pthread_cond_wait(requested, mutex)
        idle -= 1
      }
      let request = requests.removeFirst()
      unsafe pthread_mutex_unlock(mutex)
      let reply = LibPgQuery.parse(request.text)
      unsafe pthread_mutex_lock(mutex)
      request.reply = reply
      unsafe pthread_cond_broadcast(replied)
    }
  }

  private func startThread() -> Bool {
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0 else { return false }
    defer { unsafe pthread_attr_destroy(&attributes) }
    guard unsafe pthread_attr_setstacksize(&attributes, Self.stackBytes) == 0,
      unsafe pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED)) == 0
    else { return false }
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    return unsafe pthread_create(&thread, &attributes, { _ in ParserThreads.shared.serve() }, nil) == 0
  }
}

/// The one call into the C library.
private enum LibPgQuery {
  /// Parses `text` on the calling thread.
  static func parse(_ text: [UInt8]) -> GrammarReply {
    let terminated = text + [0]
    return unsafe terminated.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return .unavailable }
      let result = unsafe pg_query_parse(start.assumingMemoryBound(to: CChar.self))
      defer { unsafe pg_query_free_parse_result(result) }
      if let error = unsafe result.error {
        let message = unsafe error.pointee.message.map { unsafe String(cString: $0) }
        return unsafe .failure(message: message ?? "syntax error", character: Int(error.pointee.cursorpos))
      }
      guard let tree = unsafe result.parse_tree else { return .unavailable }
      let bytes = unsafe UnsafeRawBufferPointer(start: tree, count: strlen(tree))
      return unsafe .tree(Array(bytes))
    }
  }
}
