import Findings
import Gate
import GitLibgit2
import GitProcess
import Repositories

/// A history that is being scanned by several threads.
struct ScanRun {
  /// Opens the reader of a thread, by the thread's number.
  typealias ReaderFactory = @Sendable (_ thread: Int) throws(Failure) -> any ObjectReader

  private let queue: ScanQueue
  private let threads: [WorkerThread]

  /// Starts scanning.
  ///
  /// - Parameter openReader: makes a reader for each thread: handles belong to one thread at a time.
  init(
    scan: HistoryScan, listing: CommitListing, openReader: @escaping ReaderFactory, workers: Int
  ) throws(Failure) {
    let queue = ScanQueue(listing, workers: workers)
    var threads: [WorkerThread] = []
    do throws(Failure) {
      for number in 0..<workers {
        threads.append(
          try WorkerThread { queue.finish(Self.work(scan, queue) { () throws(Failure) in try openReader(number) }) })
      }
    } catch {
      queue.stop()
      for thread in threads { thread.join() }
      throw error
    }
    self.queue = queue
    self.threads = threads
  }

  /// Judges batches until none is left, and tells why that was not to the end.
  private static func work(
    _ scan: HistoryScan, _ queue: ScanQueue, _ openReader: () throws(Failure) -> any ObjectReader
  ) -> Failure? {
    do throws(Failure) {
      let walk = HistoryWalk(reader: try openReader())
      while let batch = try queue.take() {
        var scanned: [ScannedCommit] = []
        for commit in batch.commits { scanned.append(try scan.judge(commit, in: walk)) }
        queue.put(batch.number, scanned)
      }
      return nil
    } catch {
      queue.stop()
      return error
    }
  }

  /// The next commits in the order of the history, waiting for them a moment.
  func next(milliseconds: Int) throws(Failure) -> ScanQueue.Next { try queue.next(milliseconds: milliseconds) }

  /// Ends the threads.
  func end() {
    queue.stop()
    for thread in threads { thread.join() }
  }
}

extension Session {
  /// Makes readers that are tuned for whole histories, of the sort that this repository can be read with.
  func historyReaders() throws(Failure) -> ScanRun.ReaderFactory {
    guard try queries.isReadByFactory else {
      let readers = try queries.plumbingReaders()
      return { (_) throws(Failure) in readers() }
    }
    let facts = try queries.facts
    // libgit2 keeps one handle of a pack for all who name it alike, with a lock that is taken for every object. Each thread
    // names the directory in its own way, and waits for nobody.
    return { (thread) throws(Failure) in
      try Libgit2ObjectReader(
        directory: facts.objectDirectory + String(repeating: "/.", count: thread),
        alternates: facts.alternateObjectDirectories, purpose: .history)
    }
  }
}
