// For every processor; the compiler makes what vectors it has of the loops over 16.
#include "kernels.hpp"

namespace citypact::neural {
namespace plain {
namespace {

struct Lanes {
  float v[16];
  static Lanes load(const float* from) {
    Lanes out;
    for (int i = 0; i < 16; ++i) out.v[i] = from[i];
    return out;
  }
  static Lanes all(float value) {
    Lanes out;
    for (int i = 0; i < 16; ++i) out.v[i] = value;
    return out;
  }
  static Lanes add(const Lanes& a, const Lanes& b) {
    Lanes out;
    for (int i = 0; i < 16; ++i) out.v[i] = a.v[i] + b.v[i];
    return out;
  }
  static Lanes fma(const Lanes& a, const Lanes& b, const Lanes& c) {
    Lanes out;
    for (int i = 0; i < 16; ++i) out.v[i] = a.v[i] * b.v[i] + c.v[i];
    return out;
  }
  static Lanes max(const Lanes& a, const Lanes& b) {
    Lanes out;
    for (int i = 0; i < 16; ++i) out.v[i] = a.v[i] > b.v[i] ? a.v[i] : b.v[i];
    return out;
  }
  void store(float* to) const {
    for (int i = 0; i < 16; ++i) to[i] = v[i];
  }
};

constexpr int row_block = 2;
constexpr int panel_block = 1;
#include "kernels.inc"

}  // namespace
}  // namespace plain

const Kernels plain_kernels{"plain", plain::multiply, plain::combine, plain::argmax};

}  // namespace citypact::neural
