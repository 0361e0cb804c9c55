import ArgumentParser
import Findings
import GitProcess

/// `gatehouse install`: puts the hooks into this clone.
struct InstallCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install the git hooks of this clone.",
    discussion: """
      A hook that is there already keeps running; uninstall puts it back byte for byte. core.hooksPath is honoured inside the
      repository and never written outside it.
      """)

  @OptionGroup var repository: RepositoryOptions

  @Option(help: .hidden)
  var program: String?

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let installer = HookInstaller(facts: try session.queries.facts)
    let program = try program ?? Files.pathOfThisProgram()
    for hook in HookShim.names {
      switch try installer.install(hook, program: program) {
      case .chained: Terminal.note("\(hook): installed; the hook that was there runs with it")
      case .refreshed: Terminal.note("\(hook): was installed, written anew")
      default: Terminal.note("\(hook): installed")
      }
    }
    return .allowed
  }
}

/// `gatehouse uninstall`: takes the hooks away again.
struct UninstallCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Remove the git hooks and restore what was there.")

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let installer = HookInstaller(facts: try Session(invocation, repository).queries.facts)
    for hook in HookShim.names {
      switch try installer.uninstall(hook) {
      case .restored: Terminal.note("\(hook): removed; the hook that was there before is back")
      case .absent: Terminal.note("\(hook): not ours, left as it is")
      default: Terminal.note("\(hook): removed")
      }
    }
    return .allowed
  }
}
