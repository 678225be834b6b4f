/** A shop with two customers, and one agent's Perch in front of it. */
import { AgentDesk } from './agent-desk'
import { type Customer, Office } from './office'

export interface Shop {
  office: Office
  desk: AgentDesk
  ana: Customer
  kofi: Customer
}

/** `prepare`: what was written before the agent signs in. Resolves when she sees the shop. */
export async function openShop(prepare: (customers: Omit<Shop, 'desk'>) => Promise<void>): Promise<Shop> {
  const office = await Office.open()
  const inbox = await office.addInbox('Shop', ['agent', 'agent2'])
  const ana = await office.addCustomer(inbox, 'Ana Ferreira')
  const kofi = await office.addCustomer(inbox, 'Kofi Mensah')
  await prepare({ office, ana, kofi })
  const desk = await AgentDesk.open(office)
  await (await desk.page()).getByRole('navigation').getByText('Shop').first().waitFor()
  return { office, desk, ana, kofi }
}

export async function closeShop({ office, desk }: Shop): Promise<void> {
  await desk.close()
  await office.close()
}
