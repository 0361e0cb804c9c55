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

/// Runs libpg_query on one thread with a big stack.
///
/// The library writes its tree by recursion and checks no depth: `SELECT 1+1+…` with some 70 000 terms
/// overflows the 8 MB of a main thread. 256 MB hold more than a million levels, above what ``PostgresParser``
/// lets through. The stack is only address space until it is used. One thread also serialises the calls, for
/// some builds of the library redirect the standard error stream of the whole process while they parse.
///
/// The thread starts with the first text and ends when this object goes or the process does.
final class ParserThread: Sendable {
  /// The stack of the thread in bytes.
  static let stackBytes = 256 << 20

  private let mailbox = Mailbox()

  deinit { mailbox.close() }

  /// The library's answer for `text`, which holds no NUL byte. Callers wait for each other.
  func parse(_ text: [UInt8]) -> GrammarReply { mailbox.exchange(text) }
}

/// The place where callers and the thread meet: a mutex, a condition, a request and a reply.
///
/// Every field is read and written under the mutex only, which is what makes it safe to share.
@safe private final class Mailbox: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var hasThread = false
  private var isBusy = false
  private var isClosed = false
  private var request: [UInt8]?
  private var reply: GrammarReply?

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  func exchange(_ text: [UInt8]) -> GrammarReply {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while isBusy { unsafe pthread_cond_wait(changed, mutex) }
    if !hasThread { hasThread = startThread() }
    guard hasThread else { return .unavailable }
    isBusy = true
    request = text
    unsafe pthread_cond_broadcast(changed)
    while true {
      if let answer = reply {
        reply = nil
        isBusy = false
        unsafe pthread_cond_broadcast(changed)
        return answer
      }
      unsafe pthread_cond_wait(changed, mutex)
    }
  }

  func close() {
    unsafe pthread_mutex_lock(mutex)
    isClosed = true
    unsafe pthread_cond_broadcast(changed)
    unsafe pthread_mutex_unlock(mutex)
  }

  /// The body of the thread: answers requests until the mailbox is closed.
  private func serve() {
    unsafe pthread_mutex_lock(mutex)
    while !isClosed {
      guard let text = request else {
        unsafe pthread_cond_wait(changed, mutex)
        continue
      }
      request = nil
      unsafe pthread_mutex_unlock(mutex)
      let answer = LibPgQuery.parse(text)
      unsafe pthread_mutex_lock(mutex)
      reply = answer
      unsafe pthread_cond_broadcast(changed)
    }
    unsafe pthread_mutex_unlock(mutex)
  }

  private func startThread() -> Bool {
    var attributes = pthread_attr_t()
    guard unsafe pthread_attr_init(&attributes) == 0 else { return false }
    defer { unsafe pthread_attr_destroy(&attributes) }
    guard unsafe pthread_attr_setstacksize(&attributes, ParserThread.stackBytes) == 0,
      unsafe pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED)) == 0
    else { return false }
    // The thread holds the mailbox by itself, so it may outlive the last parser for a moment.
    let box = unsafe Unmanaged.passRetained(self)
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = unsafe pthread_create(
        &thread, &attributes,
        { context in
          unsafe Unmanaged<Mailbox>.fromOpaque(context).takeRetainedValue().serve()
          return nil
        }, box.toOpaque())
    #else
      var thread = pthread_t()
      let status = unsafe pthread_create(
        &thread, &attributes,
        { context in
          if let context = unsafe context {
            unsafe Unmanaged<Mailbox>.fromOpaque(context).takeRetainedValue().serve()
          }
          return nil
        }, box.toOpaque())
    #endif
    if status != 0 { unsafe box.release() }
    return status == 0
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
