/// How work is done beside other work: the core knows no threads, whoever calls it may give it one.
///
/// Called with work, it starts it, and returns a function that waits for its end.
package typealias SideTask = (_ work: @escaping @Sendable () -> Void) -> () -> Void
