internal import WringerModel

/// Every shape at every depth under every stack limit, in the order in which a hunt tries them.
struct NestGrid: Sendable {
    /// What is tried with each shape, what finds most first.
    ///
    /// A smaller stack counts as much as three depths: what overflows a small stack and not the
    /// default one is rarer than what overflows that, so every shape gets three depths under
    /// default limits before any stack is made small.
    private static let columns: [Column] = {
        var columns: [Column] = []
        for rank in 0..<(depths.count + 3 * stacks.count) {
            for (index, stack) in stacks.enumerated() {
                let place = rank - 3 * index
                if depths.indices.contains(place) {
                    columns.append(Column(depth: depths[place], stack: stack))
                }
            }
        }
        return columns
    }()

    /// 16 to about a million, by fours: twice as many depths would find little more. What fails at
    /// a depth mostly fails at greater ones too, so the middle comes first: 16,384 levels use the
    /// default stack up where each takes 512 bytes, and 1,024 are quick.
    private static let depths = [
        1024, 16_384, 262_144, 64, 4096, 65_536, 256, 1_048_576, 16,
    ]
    private static let greatestDepth = depths.max() ?? 1

    /// The default first. A thread's stack is often 1 MiB; 256 KiB is what small systems give.
    private static let stacks: [Limit?] = [nil, .stack(.mebibytes(1)), .stack(.kibibytes(256))]

    private struct Column: Sendable {
        let depth: Int
        let stack: Limit?
    }

    /// The shapes of which at least one level fits.
    private let shapes: [NestingShape]
    /// Of each shape the greatest depth that a random nest may have.
    private let greatestDepths: [Int]
    /// Indices into `shapes` and `columns`: small, since a target may have hundreds of shapes.
    private let cells: [(shape: Int, column: Int)]

    /// The grid of `shapes` without the programs above `maximumByteCount`.
    init(shapes: [NestingShape], maximumByteCount: Int) {
        var fitting: [NestingShape] = []
        var depths: [Int] = []
        for shape in shapes {
            guard let depth = shape.greatestDepth(within: maximumByteCount), depth > 0
            else { continue }
            fitting.append(shape)
            depths.append(min(depth, NestGrid.greatestDepth))
        }
        self.shapes = fitting
        greatestDepths = depths
        var known: [(shape: Int, column: Int)] = []
        var guessed: [(shape: Int, column: Int)] = []
        for (column, content) in NestGrid.columns.enumerated() {
            for shape in fitting.indices where content.depth <= depths[shape] {
                if fitting[shape].isGuess || fitting[shape].isFromGrammar {
                    guessed.append((shape, column))
                } else {
                    known.append((shape, column))
                }
            }
        }
        cells = NestGrid.mixed(known, guessed)
    }

    /// Both in their order, one that was guessed or made of a grammar behind every few that a
    /// person described: there may be many, and what a person chose finds more.
    private static func mixed(
        _ known: [(shape: Int, column: Int)], _ guessed: [(shape: Int, column: Int)]
    ) -> [(shape: Int, column: Int)] {
        var mixed: [(shape: Int, column: Int)] = []
        mixed.reserveCapacity(known.count + guessed.count)
        var rest = guessed[...]
        for (place, cell) in known.enumerated() {
            mixed.append(cell)
            if place % guessInterval == guessInterval - 1, let guess = rest.popFirst() {
                mixed.append(guess)
            }
        }
        return mixed + rest
    }

    private static let guessInterval = 4

    var count: Int { cells.count }

    var shapeCount: Int { shapes.count }

    /// Whether there is no nest at all, not even a random one.
    var isEmpty: Bool { shapes.isEmpty }

    subscript(place: Int) -> NestCell {
        let cell = cells[place]
        let column = NestGrid.columns[cell.column]
        return NestCell(shape: shapes[cell.shape], depth: column.depth, stack: column.stack)
    }

    /// Any shape, at a depth of which each doubling is equally likely, under any stack limit.
    func randomCell(using random: inout RandomStream) -> NestCell {
        let index = random.below(shapes.count)
        let depth = random.geometric(upTo: greatestDepths[index])
        return NestCell(
            shape: shapes[index], depth: depth, stack: random.element(of: NestGrid.stacks))
    }
}

/// A nest to be made, and the stack limit that it runs under; nil for the target's own.
struct NestCell: Hashable, Sendable {
    let shape: NestingShape
    let depth: Int
    let stack: Limit?
}

extension Limit {
    /// A stack that the target cannot enlarge again: both sides are the same.
    fileprivate static func stack(_ size: ByteCount) -> Limit {
        Limit(soft: .finite(size.bytes), hard: .finite(size.bytes))
    }
}
