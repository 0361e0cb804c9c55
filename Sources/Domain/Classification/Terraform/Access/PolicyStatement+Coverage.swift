/// What a statement speaks of, down to one action on one resource by one principal.
struct PolicyAtom: Hashable, Sendable {
  /// Empty where the policy is that of an identity.
  let principal: String
  /// `*` for a statement about all actions but some.
  let action: String
  let excludedActions: [String]
  let resource: String
  let conditions: Set<PolicyCondition>
}

extension PolicyAtom {
  /// The tests that a name passes only if it is there and is the one that is meant.
  private static let namingTests = ["stringequals", "stringlike", "arnequals", "arnlike"].flatMap {
    [$0, "foranyvalue:\($0)"]
  }

  /// The same with the principals named where a condition named them, or the other way round: one list for each principal, of
  /// which any is the same as it.
  ///
  /// `aws:PrincipalArn` of whoever acts as a role is the ARN of the role, which is what names it as a principal ("AWS global
  /// condition context keys", IAM user guide).
  var respelled: [[PolicyAtom]] {
    guard principal.hasPrefix("AWS:") else { return [] }
    func atom(_ principal: String, _ conditions: Set<PolicyCondition>) -> PolicyAtom {
      PolicyAtom(
        principal: principal, action: action, excludedActions: excludedActions, resource: resource,
        conditions: conditions)
    }
    guard principal == "AWS:*" else {
      let name = String(principal.dropFirst(4))
      return [
        Self.namingTests.map { test in
          atom("AWS:*", conditions.union([PolicyCondition(test: test, key: "aws:principalarn", values: [name])]))
        }
      ]
    }
    guard
      let naming = conditions.first(where: { $0.key == "aws:principalarn" && Self.namingTests.contains($0.test) }),
      !naming.values.contains(PolicyStatement.unknown)
    else { return [] }
    return naming.values.map { [atom("AWS:\($0)", conditions.subtracting([naming]))] }
  }
}

extension PolicyStatement {
  /// The atoms of the statement. A statement that makes more than anyone writes is taken at its widest resource and
  /// its first principals only, of which everybody is one if it is among them.
  var atoms: [PolicyAtom] {
    let actions = self.actions.isEmpty ? ["*"] : self.actions
    var resources = self.resources.isEmpty ? ["*"] : self.resources
    var principals = excludesPrincipals ? ["AWS:*"] : self.principals.isEmpty ? [""] : self.principals
    if actions.count * resources.count * principals.count > Self.maximumAtoms {
      resources = [resources.first { $0 == "*" } ?? resources.first { $0.hasSuffix("*") } ?? resources[0]]
      principals = principals.contains("AWS:*") ? ["AWS:*"] : Array(principals.prefix(1))
    }
    return principals.flatMap { principal in
      actions.flatMap { action in
        resources.map {
          PolicyAtom(
            principal: principal, action: action, excludedActions: excludedActions, resource: $0,
            conditions: conditions)
        }
      }
    }
  }

  /// A document of the largest size that AWS takes and of the shape that people write makes some hundred.
  private static let maximumAtoms = 4_096

  /// Whether the statement speaks of all that `atom` does.
  func covers(_ atom: PolicyAtom) -> Bool {
    coversAction(atom) && coversResource(atom.resource) && coversPrincipal(atom.principal)
      && conditions.allSatisfy { mine in atom.conditions.contains { mine.holds(wherever: $0) } }
  }

  private func coversAction(_ atom: PolicyAtom) -> Bool {
    guard !excludedActions.isEmpty else {
      return actions.contains { PolicyPattern.matches($0 == "*:*" ? "*" : $0, atom.action) }
    }
    if !atom.excludedActions.isEmpty { return Set(excludedActions).isSubset(of: atom.excludedActions) }
    return !excludedActions.contains {
      PolicyPattern.matches($0, atom.action) || PolicyPattern.matches(atom.action, $0)
    }
  }

  private func coversResource(_ resource: String) -> Bool {
    if !excludedResources.isEmpty { return !excludedResources.contains { PolicyPattern.matches($0, resource) } }
    return resources.isEmpty || resources.contains { PolicyPattern.matches($0, resource) }
  }

  private func coversPrincipal(_ principal: String) -> Bool {
    if principal.isEmpty { return true }
    return principals.contains { $0 == principal || $0 == "AWS:*" }
  }
}
