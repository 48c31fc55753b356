"""Where responses came from, in words that a person finds them by."""

from __future__ import annotations

from collections.abc import Iterable

from consult.domain.ledger import Item, Proposal, Response
from consult.store.store import Store


class Places:
    """The places of the responses that somebody asked for, looked up together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._responses: dict[str, Response] = {}
        self._items: dict[str, Item] = {}

    def learn(self, response_ids: Iterable[str | None]) -> None:
        """Look these responses up."""
        found = self._store.ledger.by_id(i for i in response_ids if i)
        self._responses.update(found)
        items = [r.item_ids[0] for r in found.values() if r.item_ids]
        self._items.update(self._store.ledger.items_by_id(items))

    def response(self, response_id: str | None) -> Response | None:
        """Return a response that was looked up."""
        return self._responses.get(response_id or "")

    def of(self, response_id: str) -> str:
        """Return the channel and place of a response; its id where it is not known."""
        response = self._responses.get(response_id)
        if response is None:
            return response_id
        place = self.source_key(response_id) or response.reason or response_id
        return f"{response.channel}, {place}"

    def source_key(self, response_id: str) -> str:
        """Return what names a response at its source; empty where it is not known."""
        response = self._responses.get(response_id)
        item = self._items.get(response.item_ids[0]) if response and response.item_ids else None
        return item.source_key if item else ""

    def described(self, response_id: str) -> str:
        """Return a response's id, place, day of receipt and state."""
        response = self._responses.get(response_id)
        if response is None:
            return response_id
        day = f", received {response.received:%d %B %Y}" if response.received else ""
        return f"{response_id}  {self.of(response_id)}{day}, {response.state.value}"

    def of_proposal(self, proposal: Proposal) -> str:
        """Return the places of the responses that a proposal is about."""
        ids = [proposal.subject_id, *([proposal.other_id] if proposal.other_id else [])]
        return " and ".join(self.of(i) for i in ids)
