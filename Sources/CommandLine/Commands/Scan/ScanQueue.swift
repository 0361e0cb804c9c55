import Findings
import Gate
import GitProcess
import Glibc
import Repositories

/// Where the threads of a scan meet: batches of commits go out as git lists them, and come back in that order.
///
/// Every field is used under one of the two mutexes only, which is what makes it safe to share. Git's listing has its own,
/// for who reads it may have to wait for git.
@safe final class ScanQueue: @unchecked Sendable {
  /// Commits of a batch: enough that neighbours, whose trees are nearly the same, are read by one thread.
  static let batchSize = 64
  /// Batches that may wait to be printed, so that memory does not grow with the history.
  private static let batchesAhead = 32

  /// A stretch of the history and its place in it.
  struct Batch {
    let number: Int
    let commits: [ObjectID]
  }

  /// What the one who prints is given.
  enum Next {
    case scanned([ScannedCommit])
    /// Nothing yet; time to say how far we are.
    case waiting
    case end
  }

  private let listing: CommitListing
  private let listingLock = Lock()
  private var listed = 0

  private let state = Lock()
  private var printed = 0
  private var scanned: [Int: [ScannedCommit]] = [:]
  private var workers: Int
  private var failure: Failure?
  private var isStopped = false

  /// - Parameter workers: how many threads will call ``finish(_:)``.
  init(_ listing: CommitListing, workers: Int) {
    self.listing = listing
    self.workers = workers
  }

  /// The next batch for a worker; `nil` when there is none or the scan was stopped.
  func take() throws(Failure) -> Batch? {
    listingLock.lock()
    defer { listingLock.unlock() }
    state.lock()
    while listed >= printed + Self.batchesAhead, !isStopped { state.wait() }
    let isOver = isStopped
    state.unlock()
    guard !isOver else { return nil }
    let commits = try listing.next(Self.batchSize)
    guard !commits.isEmpty else { return nil }
    defer { listed += 1 }
    return Batch(number: listed, commits: commits)
  }

  /// Gives a batch back.
  func put(_ number: Int, _ commits: [ScannedCommit]) {
    state.lock()
    scanned[number] = commits
    state.wakeAll()
    state.unlock()
  }

  /// A worker has no more to do, or cannot go on.
  func finish(_ problem: Failure?) {
    state.lock()
    workers -= 1
    if failure == nil { failure = problem }
    state.wakeAll()
    state.unlock()
  }

  /// Makes the workers end after their batch.
  func stop() {
    state.lock()
    isStopped = true
    state.wakeAll()
    state.unlock()
  }

  /// The next batch in order, waiting for it a moment.
  ///
  /// - Throws: what made a worker give up, after everything that was scanned before.
  func next(milliseconds: Int) throws(Failure) -> Next {
    state.lock()
    defer { state.unlock() }
    if scanned[printed] == nil, workers > 0 { state.wait(milliseconds: milliseconds) }
    if let commits = scanned.removeValue(forKey: printed) {
      printed += 1
      state.wakeAll()
      return .scanned(commits)
    }
    guard workers == 0 else { return .waiting }
    if let failure { throw failure }
    return .end
  }
}

/// A mutex with a condition.
@safe private final class Lock: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

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

  func lock() { unsafe pthread_mutex_lock(mutex) }
  func unlock() { unsafe pthread_mutex_unlock(mutex) }
  func wait() { unsafe pthread_cond_wait(changed, mutex) }
  func wakeAll() { unsafe pthread_cond_broadcast(changed) }

  func wait(milliseconds: Int) {
    var deadline = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &deadline)
    let nanoseconds = deadline.tv_nsec + milliseconds % 1000 * 1_000_000
    deadline.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
    deadline.tv_nsec = nanoseconds % 1_000_000_000
    unsafe pthread_cond_timedwait(changed, mutex, &deadline)
  }
}
