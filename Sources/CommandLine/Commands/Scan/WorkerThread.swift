import Findings
import Glibc

/// A thread that runs one function and can be waited for.
@safe struct WorkerThread {
  /// The stack in bytes. Parsers go as deep as their limits let them, which were measured on the 8 MiB of a main thread; it
  /// is only address space until it is used.
  private static let stackBytes = 64 << 20

  private let thread: pthread_t

  /// How many threads can run at the same time here.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  init(_ body: @escaping @Sendable () -> Void) throws(Failure) {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, Self.stackBytes)
    let box = unsafe Unmanaged.passRetained(Body(run: body))
    var thread = pthread_t()
    let status = unsafe pthread_create(
      &thread, &attributes,
      { context in
        Memory.reserveForThread()
        if let context = unsafe context { unsafe Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    guard status == 0 else {
      unsafe box.release()
      throw Failure(.internal, "no thread could be started: \(unsafe String(cString: strerror(status)))")
    }
    self.thread = thread
  }

  /// Waits until the function has returned.
  func join() { pthread_join(thread, nil) }

  private final class Body {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
  }
}
