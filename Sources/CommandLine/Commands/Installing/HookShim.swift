/// The shell script that stands where git looks for a hook.
///
/// POSIX sh, checked by shellcheck in the tests. It finds the program, keeps a crash from asking questions, and runs the hook
/// that was there before with the same arguments and the same standard input.
enum HookShim {
  /// What the name of a displaced hook ends in.
  static let displacedSuffix = ".before-gatehouse"

  /// The script for a hook.
  ///
  /// - Parameter program: the absolute path of this program; the PATH is asked when it has moved, as GUI clients have none.
  static func script(for hook: GitHook, program: String) -> [UInt8] {
    let body = """
      # Without this a crash of the program would wait for a key on a terminal.
      SWIFT_BACKTRACE=enable=no
      export SWIFT_BACKTRACE
      displaced="${0%/*}/\(hook.name)\(displacedSuffix)"
      # A tool that moved this script aside calls it, and would be called again by what it left here before.
      [ "${0##*/}" = \(hook.name) ] || ! grep -q pre-commit "$displaced" 2>/dev/null || displaced=
      program=\(quoted(program))
      [ -x "$program" ] || program=$(command -v gatehouse) || program=
      if [ -z "$program" ]; then
      \(hook.onlyTells ? "" : missing)  [ -x "$displaced" ] || exit 0
        exec "$displaced" "$@"
      fi
      \(order(hook))

      """
    return SealedText.sealed(body, firstLine: "#!/bin/sh\n")
  }

  /// What happens when the program is gone.
  private static let missing = """
      # A repository that has a policy must not be changed unseen; in any other, a missing program is nobody's business.
      for commit in HEAD $(git for-each-ref --format='%(objectname)' 'refs/remotes/*/HEAD' 'refs/remotes/*/main' \\
        'refs/remotes/*/master' 'refs/remotes/*/trunk' 2>/dev/null); do
        if git rev-parse --quiet --verify "$commit:.gatehouse/policy.yaml" >/dev/null 2>&1; then
          # GitLab passes on what bears its mark.
          mark=${GL_ID:+GL-HOOK-ERR: }
          echo "${mark}error: gatehouse is not installed, and this repository is governed by it" >&2
          echo "${mark}hint: install gatehouse and put it on the PATH, or remove $0" >&2
          exit 1
        fi
      done

    """

  /// Both hooks in their order: the first that stops ends it, with its own exit code.
  private static func order(_ hook: GitHook) -> String {
    let ours = call(hook)
    if hook.onlyTells {
      let both =
        hook.readsInput
        ? """
        input=$(cat; printf x)
        printf '%s' "${input%x}" 2>/dev/null | \(ours) || :
        [ -x "$displaced" ] || exit 0
        printf '%s' "${input%x}" 2>/dev/null | "$displaced" "$@"
        """
        : """
        \(ours) || :
        [ -x "$displaced" ] || exit 0
        exec "$displaced" "$@"
        """
      return "# It is too late to stop anything: what ours ends with does not count.\n" + both
    }
    let alone = "[ -x \"$displaced\" ] || exec \(ours)\n"
    if hook.readsInput {
      return alone + """
        # Git gives the refs on standard input, and both hooks must see all of them. Who reads none is no error.
        input=$(cat; printf x)
        printf '%s' "${input%x}" 2>/dev/null | \(ours) || exit $?
        printf '%s' "${input%x}" 2>/dev/null | "$displaced" "$@"
        """
    }
    if hook.followsOthers {
      return alone + """
        # The other hook first: it may change what is judged.
        "$displaced" "$@" || exit $?
        exec \(ours)
        """
    }
    return alone + """
      \(ours) || exit $?
      exec "$displaced" "$@"
      """
  }

  /// The call of the program for a hook.
  private static func call(_ hook: GitHook) -> String {
    "\"$program\" hook \(hook.name)" + (hook.takesArguments ? " -- \"$@\"" : "")
  }

  /// The program that a script of ours starts.
  static func program(in script: [UInt8]) -> String? {
    let prefix = "program='"
    let lines = String(decoding: script, as: UTF8.self).split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix(prefix) }), line.hasSuffix("'") else { return nil }
    return line.dropFirst(prefix.count).dropLast().split(separator: "'\\''", omittingEmptySubsequences: false)
      .joined(separator: "'")
  }

  /// A text as one word of sh.
  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }
}
