extension ResourceSummary: Encodable {
    private enum Keys: String, CodingKey { case points, series }

    private struct Entry: Encodable {
        let summary: SeriesSummary

        private enum Keys: String, CodingKey { case peak, mean, slope, shape, limit }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Keys.self)
            try container.encode(summary.peak, forKey: .peak)
            try container.encode(summary.mean, forKey: .mean)
            try container.encode(summary.slope, forKey: .slope)
            try container.encode(summary.shape?.rawValue ?? "unknown", forKey: .shape)
            try container.encodeIfPresent(summary.limit, forKey: .limit)
        }
    }

    /// Times in seconds, memory in bytes; each series under its name. A shape that is not known is
    /// `unknown`.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(pointCount, forKey: .points)
        let entries = series.map { ($0.key.name, Entry(summary: $0.value)) }
        try container.encode(Dictionary(uniqueKeysWithValues: entries), forKey: .series)
    }
}
