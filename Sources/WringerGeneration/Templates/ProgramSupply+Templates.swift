package import WringerModel

extension ProgramSupply {
    /// Programs of any template at any level; nil where there is no template.
    package static func templates(_ pack: TemplatePack) -> ProgramSupply? {
        guard !pack.isEmpty else { return nil }
        return ProgramSupply(.template) { _, random in pack.program(using: &random).program }
    }

    /// Any seed made malformed in any way; nil where there is no seed.
    package static func malformed(_ seeds: [Program]) -> ProgramSupply? {
        guard !seeds.isEmpty else { return nil }
        return ProgramSupply(.malformed) { _, random in
            MalformedInput.program(from: random.element(of: seeds), using: &random)
        }
    }
}
