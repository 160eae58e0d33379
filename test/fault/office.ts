/** The duty roster of the house under test; the platform knows these people. */
export const office = [
  { id: 'simulated:office-1', title: '值班' },
  { id: 'simulated:office-2', title: '第二联系人' },
  { id: 'simulated:office-3', title: '分管领导' },
] as const;
