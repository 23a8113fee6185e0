// swift-tools-version: 6.2

import PackageDescription

/// What every Swift target of this package is compiled with.
let swiftSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Tests may use Foundation and raw pointers freely; they never ship.
let testSettings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
]

let cSettings: [CSetting] = [
    .enableWarning("all"),
    .enableWarning("extra"),
    .treatAllWarnings(as: .error),
]

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: testSettings)
}

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let arguments = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "wringer",
    products: [
        .executable(name: "wringer", targets: ["wringer"]),
        .executable(name: "wringer-bench", targets: ["WringerBench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
        .systemLibrary(
            name: "CElfutils", pkgConfig: "libdw", providers: [.apt(["libdw-dev"])]),
        .target(name: "CWringer", dependencies: ["CElfutils"], cSettings: cSettings),
        library("WringerModel", []),
        library("WringerSystem", ["WringerModel", "CWringer", "CSeccomp", crypto]),
        library("WringerGeneration", ["WringerModel"]),
        library("WringerGrammar", ["WringerModel", "WringerGeneration"]),
        library(
            "WringerTargets",
            [
                "WringerModel", "WringerSystem", "WringerGeneration", "WringerGrammar", "Yams",
                mustache,
            ]),
        library("WringerExecution", ["WringerModel", "WringerSystem", logging]),
        library("WringerTriage", ["WringerModel"]),
        library("WringerRecording", ["WringerModel", "WringerSystem"]),
        library(
            "WringerCampaign",
            [
                "WringerModel", "WringerSystem", "WringerGeneration", "WringerExecution",
                "WringerTriage", "WringerRecording", "WringerTargets", "WringerGrammar", logging,
            ]),
        library(
            "WringerReport", ["WringerModel", "WringerRecording", "WringerCampaign"]),
        .executableTarget(
            name: "wringer",
            dependencies: [
                "WringerModel", "WringerSystem", "WringerTargets", "WringerExecution",
                "WringerTriage", "WringerRecording", "WringerCampaign", "WringerReport",
                "WringerGeneration", "WringerGrammar", arguments, logging,
            ],
            swiftSettings: swiftSettings),
        .target(name: "CBaseline", path: "Benchmarks/CBaseline", cSettings: cSettings),
        .executableTarget(
            name: "WringerBench",
            dependencies: [
                "CBaseline", "WringerModel", "WringerSystem", "WringerTargets",
                "WringerGeneration", "WringerGrammar", "WringerExecution", "WringerCampaign",
                arguments, logging,
            ],
            path: "Benchmarks/WringerBench", swiftSettings: swiftSettings),
        .executableTarget(
            name: "brittle", path: "fixtures/brittle",
            exclude: [
                "README.md", "check.sh", "controls", "defects.json", "programs", "target.yaml",
            ],
            cSettings: cSettings,
            // Else SwiftPM links the Swift runtime into a C program, which then needs 8 MiB more.
            linkerSettings: [.unsafeFlags(["-static-stdlib"]), .linkedLibrary("pthread")]),
        .executableTarget(
            name: "conduct", path: "fixtures/conduct", cSettings: cSettings,
            linkerSettings: [.unsafeFlags(["-static-stdlib"]), .linkedLibrary("pthread")]),
        tests("WringerModelTests", ["WringerModel"]),
        tests("WringerGenerationTests", ["WringerModel", "WringerGeneration"]),
        tests("WringerGrammarTests", ["WringerModel", "WringerGeneration", "WringerGrammar"]),
        tests(
            "WringerTargetsTests",
            ["WringerModel", "WringerGeneration", "WringerGrammar", "WringerTargets"]),
        tests("WringerExecutionTests", ["WringerModel", "WringerSystem", "WringerExecution"]),
        tests("WringerTriageTests", ["WringerModel", "WringerTriage"]),
        tests("WringerRecordingTests", ["WringerModel", "WringerSystem", "WringerRecording"]),
        tests(
            "WringerCampaignTests",
            ["WringerModel", "WringerCampaign", "WringerRecording", "WringerReport"]),
        tests(
            "CommandTests",
            [
                "wringer", "WringerBench", "brittle", "conduct", "CWringer", "WringerSystem",
                "WringerModel", "WringerReport", "WringerExecution", "WringerCampaign",
                "WringerGeneration", "WringerTargets", logging,
            ]),
        tests("WringerBenchTests", ["WringerBench"]),
        tests("TidyTests", []),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu17
)
