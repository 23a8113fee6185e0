internal import CWringer
package import WringerModel

/// The limits of this process, which a target inherits where a trial does not set its own.
package enum OwnLimits {
    /// Every limit that has an effect, soft and hard.
    package static func current() -> Limits {
        var limits = Limits()
        for name in LimitName.allCases where name != .residentSet {
            var soft: UInt64 = 0
            var hard: UInt64 = 0
            guard unsafe wringer_own_limit(name.resource, &soft, &hard) == 0 else { continue }
            limits[name] = Limit(soft: value(soft), hard: value(hard))
        }
        return limits
    }

    private static func value(_ raw: UInt64) -> LimitValue {
        raw == .max ? .unlimited : .finite(raw)
    }
}
