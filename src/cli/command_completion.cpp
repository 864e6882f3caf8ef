#include <memory>

#include "commands.hpp"
#include "completion.hpp"

namespace citypact::cli {

const char* const completion_examples =
    "Examples:\n"
    "  citypact completion bash > ~/.local/share/bash-completion/completions/citypact\n"
    "  citypact completion zsh > ~/.zfunc/_citypact          # a folder of $fpath\n"
    "  citypact completion fish > ~/.config/fish/completions/citypact.fish";

Run set_up_completion(CLI::App& app) {
  auto shell = std::make_shared<std::string>();
  app.add_option("SHELL", *shell, "bash, zsh or fish")->required()->type_name("")->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""));
  return [shell](Console& console) {
    console.out << (*shell == "bash" ? bash_completion() : *shell == "zsh" ? zsh_completion() : fish_completion());
    return exit_fine;
  };
}

}  // namespace citypact::cli
