extension Usage: Codable {
    private enum Keys: String, CodingKey {
        case wall, user, system, peakRSS, minorFaults, majorFaults
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        func time(_ key: Keys) throws -> Duration {
            try Duration.decode(
                container.decode(Double.self, forKey: key), at: decoder.codingPath + [key])
        }
        self.init()
        wall = try time(.wall)
        user = try time(.user)
        system = try time(.system)
        peakResidentSet = try container.decode(ByteCount.self, forKey: .peakRSS)
        minorFaults = try container.decode(Int.self, forKey: .minorFaults)
        majorFaults = try container.decode(Int.self, forKey: .majorFaults)
    }

    /// Times in seconds, memory in bytes, as CLI.md has them.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(wall.seconds, forKey: .wall)
        try container.encode(user.seconds, forKey: .user)
        try container.encode(system.seconds, forKey: .system)
        try container.encode(peakResidentSet, forKey: .peakRSS)
        try container.encode(minorFaults, forKey: .minorFaults)
        try container.encode(majorFaults, forKey: .majorFaults)
    }
}
