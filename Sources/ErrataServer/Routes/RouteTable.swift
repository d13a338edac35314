/// All routes, in the order of the description.
package enum RouteTable {
  /// The routes.
  package static let all: [Route] =
    LabelRoutes.all + TextRoutes.all + PinRoutes.all + ReachRoutes.all + ItemRoutes.all + LabelStream.all
    + ReviewRoutes.all + ReversalRoutes.all + ClaimRoutes.all + ClaimWriting.all + PreviewRoute.all + JobRoutes.all
    + AdminRoutes.all + HealthRoutes.all
}
