/// What a trial lets its target do that containment keeps others from.
package struct Allowances: Hashable, Sendable, Codable {
    /// Whether it has the network of the machine.
    package var network = false
    /// Whether it runs as the user of Wringer also where that is root.
    package var ownUser = false

    package init() {}
}

extension KeyedDecodingContainer {
    /// Recordings from before there were allowances have none.
    package func decode(_ type: Allowances.Type, forKey key: Key) throws -> Allowances {
        try decodeIfPresent(type, forKey: key) ?? Allowances()
    }
}
