#include "citypact/core/extraction.hpp"

#include "names.hpp"

namespace citypact {
namespace {

constexpr std::array<std::string_view, 4> forms{"name", "nominal", "pronoun", "adjective"};
constexpr std::array<std::string_view, 5> statuses{"asserted", "planned", "possible", "denied", "ended"};
constexpr std::array<std::string_view, 3> bounds{"eq", "min", "max"};

}  // namespace

std::string_view to_string(Form form) { return name_of(forms, form); }
std::string_view to_string(Status status) { return name_of(statuses, status); }
std::string_view to_string(Bound bound) { return name_of(bounds, bound); }
std::optional<Form> parse_form(std::string_view name) { return find_name<Form>(forms, name); }
std::optional<Status> parse_status(std::string_view name) { return find_name<Status>(statuses, name); }
std::optional<Bound> parse_bound(std::string_view name) { return find_name<Bound>(bounds, name); }

}  // namespace citypact
