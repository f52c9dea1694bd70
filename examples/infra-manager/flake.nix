{
  description = "Developer shell of the OVHcloud infrastructure manager";

  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-unstable";
    # Nixpkgs supports Intel Macs up to 26.05 only. Read on x86_64-darwin, nowhere else.
    nixpkgs-intel-mac.url = "github:NixOS/nixpkgs/nixos-26.05";
  };

  outputs =
    {
      self,
      nixpkgs,
      nixpkgs-intel-mac,
    }:
    let
      sources = {
        x86_64-linux = nixpkgs;
        aarch64-linux = nixpkgs;
        aarch64-darwin = nixpkgs;
        x86_64-darwin = nixpkgs-intel-mac;
      };

      # The oldest release the programs are proved with. An older one is left out of the shell, so that the user's own
      # on PATH is found; shell/enter.mjs refuses to enter without one that is recent enough.
      oldestPulumi = "3.253.0";

      shellOf =
        pkgs:
        let
          recent = builtins.compareVersions pkgs.pulumi.version oldestPulumi >= 0;
          pulumi = [
            pkgs.pulumi
            pkgs.pulumiPackages.pulumi-nodejs
          ];
        in
        pkgs.mkShell {
          name = "infra-manager";
          # npm comes with Node.js.
          packages = [
            pkgs.nodejs_24
            pkgs.bitwarden-cli
            pkgs.git
          ]
          ++ (if recent then pulumi else [ ]);
          shellHook = builtins.readFile ./shell/hook.sh;
        };
    in
    {
      devShells = builtins.mapAttrs (system: source: {
        default = shellOf source.legacyPackages.${system};
      }) sources;
    };
}
