@_exported public import ErrataModel
