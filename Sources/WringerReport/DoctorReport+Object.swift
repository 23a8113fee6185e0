internal import WringerModel

extension DoctorReport {
    /// The object of `doctor --json`. Its version rises when a key changes its meaning or goes;
    /// new keys may come without that. What is not known is null.
    package struct Object: Encodable {
        /// The version of this object.
        let version: Int
        let wringer: String
        let kernel: String
        let architecture: String
        let user: UInt32
        let capabilities: [String]
        let missingCapabilities: [String]
        let tracer: OrNull<Int32>
        let libseccomp: String
        let huntingPossible: Bool
        let features: [FeatureObject]
        let attempts: [String: AttemptObject]
        let landlock: LandlockObject
        let settings: SettingsObject
        let cgroup: GroupObject
        let room: RoomObject
        let limits: [String: LimitNumber]
    }

    struct FeatureObject: Encodable {
        let name: String
        let title: String
        let state: FeatureState
        let reason: String
        let nextStep: OrNull<String>
        /// Whether this version makes use of it.
        let used: Bool
    }

    struct AttemptObject: Encodable {
        let works: Bool
        /// Such as `EPERM` or `no effect`; null where it works.
        let result: OrNull<String>

        init(_ attempt: Attempt) {
            works = attempt == .works
            result = OrNull(works ? nil : attempt.description)
        }
    }

    struct LandlockObject: Encodable {
        let version: Int
        let brings: [String]
    }

    struct SettingsObject: Encodable {
        let ptraceScope: OrNull<Int>
        let randomizeAddresses: OrNull<Int>
        let corePattern: OrNull<String>
        let perfEventParanoid: OrNull<Int>
        let unprivilegedUserNamespaces: OrNull<Int>
        let maximumUserNamespaces: OrNull<Int>
        let restrictedUserNamespaces: OrNull<Int>
        let maximumProcessID: OrNull<Int>
        let maximumThreads: OrNull<Int>

        init(_ settings: KernelSettings) {
            ptraceScope = OrNull(settings.ptraceScope)
            randomizeAddresses = OrNull(settings.randomizeAddresses)
            corePattern = OrNull(settings.corePattern)
            perfEventParanoid = OrNull(settings.perfEventParanoid)
            unprivilegedUserNamespaces = OrNull(settings.unprivilegedUserNamespaces)
            maximumUserNamespaces = OrNull(settings.maximumUserNamespaces)
            restrictedUserNamespaces = OrNull(settings.restrictedUserNamespaces)
            maximumProcessID = OrNull(settings.maximumProcessID)
            maximumThreads = OrNull(settings.maximumThreads)
        }
    }

    struct GroupObject: Encodable {
        let layout: ControlGroupLayout
        let controllers: [String]
        let folder: OrNull<String>
        /// Of the hierarchy in which the folder is: 1 or 2.
        let hierarchy: OrNull<Int>
        let child: AttemptObject
        let boundsProcesses: AttemptObject
        let delegated: [String]
        let delegates: AttemptObject

        init(_ groups: ControlGroupFacts) {
            layout = groups.layout
            controllers = groups.controllers
            folder = OrNull(groups.own?.folder)
            hierarchy = OrNull(groups.own?.version)
            child = AttemptObject(groups.child)
            boundsProcesses = AttemptObject(groups.boundsProcesses)
            delegated = groups.delegated
            delegates = AttemptObject(groups.delegates)
        }
    }

    /// In bytes.
    struct RoomObject: Encodable {
        let freeHere: OrNull<ByteCount>
        let scratchPlace: OrNull<String>
        let freeScratch: OrNull<ByteCount>
        let scratchInMemory: Bool
        let availableMemory: OrNull<ByteCount>
        let totalSwap: OrNull<ByteCount>
        let freeSwap: OrNull<ByteCount>
        let processors: Int

        init(_ room: MachineRoom) {
            freeHere = OrNull(room.freeHere)
            scratchPlace = OrNull(room.scratchPlace)
            freeScratch = OrNull(room.freeScratch)
            scratchInMemory = room.isScratchInMemory
            availableMemory = OrNull(room.availableMemory)
            totalSwap = OrNull(room.totalSwap)
            freeSwap = OrNull(room.freeSwap)
            processors = room.processors
        }
    }

    /// All of it, for a program.
    package var object: Object {
        let attempts = Ability.allCases.map { ($0.rawValue, AttemptObject(facts[$0])) }
        let limits = facts.limits.sorted.map { ($0.name.rawValue, LimitNumber($0.limit)) }
        return Object(
            version: 1, wringer: version, kernel: facts.release,
            architecture: facts.architecture, user: facts.user,
            capabilities: facts.capabilities, missingCapabilities: facts.missingCapabilities,
            tracer: OrNull(facts.tracer), libseccomp: facts.libseccompVersion,
            huntingPossible: isHuntingPossible,
            features: findings.map {
                FeatureObject(
                    name: $0.feature.rawValue, title: $0.feature.title, state: $0.state,
                    reason: $0.reason, nextStep: OrNull($0.nextStep), used: $0.feature.isUsed)
            },
            attempts: Dictionary(uniqueKeysWithValues: attempts),
            landlock: LandlockObject(
                version: facts.landlockVersion, brings: facts.landlockBrings),
            settings: SettingsObject(facts.settings), cgroup: GroupObject(facts.groups),
            room: RoomObject(facts.room), limits: Dictionary(uniqueKeysWithValues: limits))
    }
}

/// A value that is null and not left out where it is absent, so that readers find every key.
struct OrNull<Value: Encodable>: Encodable {
    private let value: Value?

    init(_ value: Value?) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
