#include "commands.hpp"

#include "command.hpp"

namespace citypact::cli {

const std::vector<Command>& commands() {
  static const std::vector<Command> table{
      {"build", "read news and write the graph: inputs to files in one go", build_examples, set_up_build},
      {"extract", "mentions and relations of every document as JSON Lines", extract_examples, set_up_extract},
      {"analyze", "sentences, lemmas, parts of speech, names and syntax as CoNLL-U", analyze_examples, set_up_analyze},
      {"rules", "run the examples of the extraction rules, or show what they make of a sentence", rules_examples, set_up_rules},
      {"add", "read news into a store, which keeps the graph and the documents behind it", add_examples, set_up_add},
      {"remove", "take documents out of a store, and what only they said", remove_examples, set_up_remove},
      {"refresh", "read again what older rules, models or knowledge have read", refresh_examples, set_up_refresh},
      {"list", "the documents of a store", list_examples, set_up_list},
      {"export", "write a store in other formats", export_examples, set_up_export},
      {"validate", "whether a graph keeps the laws: ontology, evidence, order", validate_examples, set_up_validate},
      {"neighbors", "who is tied to a city, person or organization, with the sentence that proves it", neighbors_examples, set_up_neighbors},
      {"path", "the shortest ways from one node to another, each step with its sentence", path_examples, set_up_path},
      {"show", "everything known about one node: names, attributes, timeline, edges, documents", show_examples, set_up_show},
      {"explain", "why an edge is there: every sentence, its document, and what would make it vanish", explain_examples, set_up_explain},
      {"search", "nodes whose names begin so, sound so or look so, in any script", search_examples, set_up_search},
      {"stats", "counts, degrees, components, the best linked cities, agreements a year", stats_examples, set_up_stats},
      {"diff", "what one graph has and another has not", diff_examples, set_up_diff},
      {"same", "why two names are one node, or why not", same_examples, set_up_same},
      {"review", "decide which doubtful names are one and which are not", review_examples, set_up_review},
      {"types", "the types of nodes and relations that a graph may hold", types_examples, set_up_types},
      {"formats", "the formats that can be read and written", formats_examples, set_up_formats},
      {"completion", "a script that makes bash, zsh or fish complete commands, options and names", completion_examples, set_up_completion},
      {"help", "how to use citypact or one of its commands", help_examples, set_up_help},
      {"version", "which version this is and under which licences its data stand", version_examples, set_up_version},
  };
  return table;
}

}  // namespace citypact::cli
