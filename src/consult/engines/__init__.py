"""Adapters of models and libraries behind the ports of consult.domain.ports."""
