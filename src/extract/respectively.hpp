#pragma once
#include "scene.hpp"

namespace citypact::extract {

/// «W1 и W2, P1 O1 и P2 O2»: as many coordinated people before as many coordinated posts hold them one by one. Linear in posts.
void link_respectively(Scene& scene);

}  // namespace citypact::extract
