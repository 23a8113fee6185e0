package import WringerModel

/// Programs that another generator makes for a hunt, one for every number.
package struct ProgramSupply: Sendable {
    /// What its programs are counted as.
    package let source: ProgramSource
    /// Makes the program of a number, counted from 0, with random numbers of its own: the same
    /// one for the same number and stream.
    package let make: @Sendable (_ number: Int, _ random: inout RandomStream) -> Program
    /// Takes a program that showed something new, for what is made from then on.
    let learn: @Sendable (CorpusEntry) -> Void

    /// A supply of the programs that `make` makes.
    package init(
        _ source: ProgramSource, learn: @escaping @Sendable (CorpusEntry) -> Void = { _ in },
        make: @escaping @Sendable (_ number: Int, _ random: inout RandomStream) -> Program
    ) {
        self.source = source
        self.learn = learn
        self.make = make
    }

    /// Programs of templates, at any level; nil where there is no template.
    package static func templates(_ pack: TemplatePack) -> ProgramSupply? {
        guard !pack.isEmpty else { return nil }
        return ProgramSupply(.template) { _, random in pack.program(using: &random).program }
    }

    /// Seeds made malformed in every way; nil where there is no seed.
    package static func malformed(_ seeds: [Program]) -> ProgramSupply? {
        guard !seeds.isEmpty else { return nil }
        return ProgramSupply(.malformed) { _, random in
            MalformedInput.program(from: random.element(of: seeds), using: &random)
        }
    }

    /// Programs of every dimension in turn, of which each doubling of the size is equally likely;
    /// nil where none fits.
    ///
    /// - Parameters:
    ///   - fileExtension: that of the programs.
    ///   - maximum: the most bytes of one.
    package static func dimensions(
        _ dimensions: [Dimension], fileExtension: String, maximum: ByteCount = .mebibytes(1)
    ) -> ProgramSupply? {
        let families = dimensions.compactMap { dimension in
            dimension.greatestSize(within: Int(clamping: maximum.bytes)).map { (dimension, $0) }
        }
        guard !families.isEmpty else { return nil }
        return ProgramSupply(.dimension) { number, random in
            let (dimension, greatest) = families[number % families.count]
            return dimension.program(
                size: random.geometric(upTo: greatest), fileExtension: fileExtension)
        }
    }
}
